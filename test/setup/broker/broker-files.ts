import { join } from 'node:path';

/** Erlang's schedulers spin while idle, which slows down other processes on the machine. */
const IDLE = '+sbwt none +sbwtdcpu none +sbwtdio none';

type Ports = { amqp: number; management: number; dist: number; epmd: number };

/** Its rabbitmq.conf. */
export function configOf({ amqp, management }: Ports): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${amqp}`,
    'num_acceptors.tcp = 2',
    `management.tcp.ip = 127.0.0.1`,
    `management.tcp.port = ${management}`,
    'disk_free_limit.absolute = 50MB',
    'log.file.level = warning',
    '',
  ].join('\n');
}

type Place = { folder: string; node: string; ports: Ports; erlang: readonly string[] };

/** Everything of it below one folder. */
export function environmentOf({ folder, node, ports, erlang }: Place): NodeJS.ProcessEnv {
  const { amqp, dist, epmd } = ports;
  return {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: `${node}@localhost`,
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(dist),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: [IDLE, ...erlang].join(' '),
    ERL_EPMD_PORT: String(epmd),
    // A killed process leaves no dump where it was started.
    ERL_CRASH_DUMP_SECONDS: '0',
  };
}
