import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Broker, urlsOf } from './broker.js';
import { freePorts } from './free-ports.js';
import { untilUp } from './until-up.js';

const IMAGE = 'rabbitmq:4-management';

const docker = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)('docker', args)).stdout.trim();

/** There may be a docker client without an engine. */
export async function hasDocker(): Promise<boolean> {
  return docker('info').then(
    () => true,
    () => false,
  );
}

export async function startDockerBroker(): Promise<Broker> {
  const [amqp = 0, management = 0] = await freePorts(2);
  const ports = { amqp, management };
  // Its data folder is named after the host: the same name finds it again.
  const publish = [
    '--publish',
    `127.0.0.1:${amqp}:5672`,
    '--publish',
    `127.0.0.1:${management}:15672`,
  ];
  const id = await docker('run', '--detach', '--hostname', 'newsletter-test', ...publish, IMAGE);
  const up = () => untilUp(ports, () => undefined);
  const broker: Broker = {
    ...urlsOf(ports),
    stop: async () => void (await docker('stop', '--time', '60', id)),
    kill: async () => void (await docker('kill', '--signal', 'KILL', id)),
    start: async () => {
      await docker('start', id);
      await up();
    },
    control: (...args) => docker('exec', id, 'rabbitmqctl', '--quiet', ...args),
    close: async () => void (await docker('rm', '--force', '--volumes', id)),
  };
  try {
    await up();
  } catch (error) {
    await broker.close();
    throw error;
  }
  return broker;
}
