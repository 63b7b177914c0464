import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './broker/free-ports.js';
import { programsOf } from './debian/programs.js';
import { unpackedToday } from './debian/unpacked-today.js';
import { execute } from './postgres-server.js';
import { serverFolder } from './server-folder.js';

/** It refuses to run as root, and becomes another user itself. */
const OTHER_USER = process.getuid?.() === 0 ? ['user = nobody'] : [];
const START_MS = 30_000;

export type PgBouncer = { url: string; close(): Promise<void> };
type PoolMode = 'transaction' | 'session';

/** Debian's PgBouncer in front of the server of a URL. `extra`: further lines of its configuration. */
export async function startPgBouncer(
  serverUrl: string,
  mode: PoolMode,
  extra: readonly string[] = [],
): Promise<PgBouncer> {
  const bin = await programsOf(await unpackedToday('pgbouncer', { packages: ['pgbouncer'] }));
  const folder = await serverFolder('pgbouncer');
  const [port] = (await freePorts(1)) as [number];
  const { username, password, hostname, port: serverPort } = new URL(serverUrl);
  await writeFile(join(folder, 'users.txt'), `"${username}" "${password}"\n`);
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${serverPort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = plain',
    `auth_file = ${join(folder, 'users.txt')}`,
    `pool_mode = ${mode}`,
    ...OTHER_USER,
    ...extra,
  ];
  await writeFile(join(folder, 'pgbouncer.ini'), lines.join('\n'));
  await chmod(folder, 0o755);
  const child = spawn(join(bin, 'pgbouncer'), [join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = Object.assign(new URL(serverUrl), { hostname: '127.0.0.1', port: String(port) }).href;
  await untilUp(child, url);
  const close = async () => {
    if (child.exitCode === null && child.kill('SIGINT')) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  return { url, close };
}

async function untilUp(child: ChildProcess, url: string): Promise<void> {
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const deadline = performance.now() + START_MS;
  for (;;) {
    try {
      return await execute(url, 'SELECT 1');
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`PgBouncer did not start:\n${said.join('')}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
