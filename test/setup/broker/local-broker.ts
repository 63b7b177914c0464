import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { MakeFolder } from '../server-folder.js';
import { type Broker, urlsOf } from './broker.js';
import { configOf, environmentOf } from './broker-files.js';
import { freePorts } from './free-ports.js';
import type { RabbitmqProgram } from './rabbitmq-program.js';
import { untilUp } from './until-up.js';

/** A node of a cluster: its Erlang nodes share one name server and one cookie. */
type Peers = { epmd: number; cookie: string };

export type LocalBroker = Broker & {
  /** RabbitMQ's name for it. */
  node: string;
  /** The whole node pauses until `resume`; its connections stay open. */
  freeze(): void;
  resume(): void;
  /** One of RabbitMQ's programs, such as `rabbitmq-queues`, with these arguments; returns its output. */
  tool(name: string, ...args: string[]): Promise<string>;
};

type LocalOptions = {
  tries?: number;
  settings?: readonly string[];
  peers?: Peers;
  /** Of Erlang itself. */
  erlang?: readonly string[];
};

/** One of the ports may be taken in between; and a starved Erlang ends with 0 before it is up. */
const TRIES = 3;

/** A server from this machine's binaries, with its own folder and ports, as any user. */
export async function startLocalBroker(
  program: RabbitmqProgram,
  makeFolder: MakeFolder,
  { tries = TRIES, settings = [], peers, erlang = [] }: LocalOptions = {},
): Promise<LocalBroker> {
  const [amqp = 0, management = 0, dist = 0, own = 0] = await freePorts(4);
  const epmd = peers?.epmd ?? own;
  const ports = { amqp, management, dist, epmd };
  const folder = await makeFolder('rabbit');
  await writeFile(join(folder, 'plugins'), '[rabbitmq_management].\n');
  await writeFile(join(folder, 'rabbitmq.conf'), [configOf(ports), ...settings, ''].join('\n'));
  const node = `newsletter-${randomBytes(4).toString('hex')}`;
  const env = { ...environmentOf({ folder, node, ports, erlang }), ...program.env };
  if (peers) await writeFile(join(folder, '.erlang.cookie'), peers.cookie, { mode: 0o400 });
  let server: ChildProcess | undefined;
  const start = async () => {
    const started = spawn(program.path, { env, detached: true, stdio: 'ignore' });
    server = started;
    let failure: string | undefined;
    started.once('error', (error) => (failure = error.message));
    await untilUp(ports, () => failure ?? ended(started, folder));
  };
  // The start script, Erlang and its helpers are one group, and die together.
  const killGroup = () => {
    if (server?.pid && isRunning(server)) process.kill(-server.pid, 'SIGKILL');
  };
  process.once('exit', killGroup);
  const kill = async () => {
    if (!server || !isRunning(server)) return;
    const exit = once(server, 'exit');
    killGroup();
    await exit;
    await untilForgotten(ports.epmd, node, env);
  };
  const stop = async () => {
    if (!server || !isRunning(server)) return;
    const exit = once(server, 'exit');
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')), 'SIGTERM');
    await exit;
    await untilForgotten(ports.epmd, node, env);
  };
  const close = async () => {
    process.off('exit', killGroup);
    await kill();
    if (!peers) await endNameServer(ports.epmd, env);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const tool = async (name: string, ...args: string[]) => {
    const path = join(dirname(program.path), name);
    const { stdout } = await promisify(execFile)(path, ['--quiet', ...args], { env });
    return stdout;
  };
  const signal = (name: NodeJS.Signals) => {
    if (server?.pid && isRunning(server)) process.kill(-server.pid, name);
  };
  const broker: LocalBroker = {
    ...urlsOf(ports),
    node: `${node}@localhost`,
    start,
    stop,
    kill,
    freeze: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    control: (...args) => tool('rabbitmqctl', ...args),
    tool,
    close,
  };
  try {
    await start();
  } catch (error) {
    await close();
    if (tries <= 1) throw error;
    return startLocalBroker(program, makeFolder, {
      tries: tries - 1,
      settings,
      erlang,
      ...(peers ? { peers } : {}),
    });
  }
  return broker;
}

function ended(server: ChildProcess, folder: string): string | undefined {
  const code = server.exitCode ?? server.signalCode;
  return code === null ? undefined : `it ended with ${code}; see the log in ${folder}`;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** A node of that name does not start (and ends with 0) while the name server still lists one. */
async function untilForgotten(port: number, node: string, env: NodeJS.ProcessEnv): Promise<void> {
  const names = () =>
    promisify(execFile)('epmd', ['-port', String(port), '-names'], { env }).then(
      ({ stdout }) => stdout,
      () => '',
    );
  while ((await names()).includes(`name ${node} `)) await delay(20);
}

/** Erlang's name server outlives its nodes, and refuses to end while it lists one. */
export async function endNameServer(port: number, env: NodeJS.ProcessEnv): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const isEnded = await promisify(execFile)('epmd', ['-port', String(port), '-kill'], {
      env,
    }).then(
      () => true,
      ({ code }: { code?: unknown }) => code === 'ENOENT',
    );
    if (isEnded) return;
    await delay(100);
  }
}
