import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chown, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import {
  installedBinaries,
  systemBinaryDirs,
} from '../../apps/standalone/src/postgres/binaries.js';
import { asServerUser, serverUserOf } from '../../apps/standalone/src/postgres/server-user.js';
import { freePorts } from './broker/free-ports.js';
import { ensureInstalled } from './ensure-installed.js';
import { execute } from './postgres-server.js';
import { serverFolder } from './server-folder.js';

const run = promisify(execFile);
/** The owner of a new cluster; never root. */
const USER = serverUserOf('/nowhere');
const DATABASE = 'newsletters';
const NEEDED = ['initdb', 'pg_ctl', 'pg_basebackup'];
const FAST = ['fsync=off', 'full_page_writes=off', 'unix_socket_directories='];

/** A server of a pair, which may be primary or standby. */
export type PairNode = {
  port: number;
  url: string;
  start(...settings: string[]): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
  promote(): Promise<void>;
  /** Whether each commit waits for a standby. */
  waitForStandby(doesWait: boolean): Promise<void>;
  /** Discards its data and follows the other one from now on. */
  follow(other: PairNode): Promise<void>;
  remove(): Promise<void>;
};

/** A primary that waits for its standby with each commit, unless that is asynchronous. */
export async function startPair({ isSynchronous = true } = {}): Promise<{
  primary: PairNode;
  standby: PairNode;
}> {
  const binDir = await programs();
  const [one, other] = (await freePorts(2)) as [number, number];
  const primary = await node(binDir, one);
  const standby = await node(binDir, other);
  await initialize(binDir, primary);
  await primary.start();
  await execute(primary.url.replace(DATABASE, 'postgres'), `CREATE DATABASE ${DATABASE}`);
  await standby.follow(primary);
  if (isSynchronous) await primary.waitForStandby(true);
  return { primary, standby };
}

type Node = PairNode & { folder: string };

async function node(binDir: string, port: number): Promise<Node> {
  const parent = await serverFolder('pair');
  if (USER) await chown(parent, USER.uid, USER.gid);
  const folder = join(parent, 'data');
  const url = `postgres://connector@127.0.0.1:${port}/${DATABASE}`;
  const control = (...args: string[]) =>
    call(join(binDir, 'pg_ctl'), ['-D', folder, '-w', ...args]);
  const start = async (...settings: string[]) => {
    const options = [`port=${port}`, ...FAST, ...settings].map((one) => `-c ${one}`).join(' ');
    await control('-l', `${folder}.log`, '-o', options, 'start');
  };
  const kill = () => control('-m', 'immediate', 'stop');
  return {
    folder,
    port,
    url,
    start,
    kill,
    promote: () => control('promote'),
    waitForStandby: async (doesWait) => {
      await execute(url, `ALTER SYSTEM SET synchronous_standby_names = '${doesWait ? '*' : ''}'`);
      await execute(url, 'SELECT pg_reload_conf()');
    },
    follow: async (other) => {
      await rm(folder, { recursive: true, force: true });
      const from = ['-d', other.url, '-D', folder, '-R', '-c', 'fast', '-X', 'stream'];
      await call(join(binDir, 'pg_basebackup'), from);
      // Without a follower, nothing waits for a standby once it is promoted.
      await appendFile(join(folder, 'postgresql.auto.conf'), "synchronous_standby_names = ''\n");
      await start();
    },
    remove: async () => {
      await kill().catch(() => undefined);
      await rm(parent, { recursive: true, force: true });
    },
  };
}

async function initialize(binDir: string, made: PairNode): Promise<void> {
  const { folder } = made as Node;
  const options = ['-D', folder, '-U', 'connector', '--auth', 'trust', '-E', 'UTF8', '--locale=C'];
  await call(join(binDir, 'initdb'), options);
}

async function call(program: string, args: string[]): Promise<void> {
  await run(program, args, { ...asServerUser(USER), env: { LC_ALL: 'C' } });
}

/** The folder with all of them: the system's, or unpacked for an ordinary user. */
async function programs(): Promise<string> {
  const found = () =>
    [
      ...installedBinaries(systemBinaryDirs()).map(({ binDir }) => binDir),
      ...(process.env['PATH'] ?? '').split(delimiter),
    ].find((folder) => NEEDED.every((name) => existsSync(join(folder, name))));
  await ensureInstalled({
    packages: ['postgresql', 'postgresql-client'],
    isThere: () => Promise.resolve(found() !== undefined),
  });
  return found() ?? '';
}
