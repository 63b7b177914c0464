import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

export type MariaDb = { socket: string; stop(): Promise<void> };

/** This run's own MariaDB, reachable only over its socket. */
export async function startMariaDb(dir: string): Promise<MariaDb> {
  const data = join(dir, 'db');
  const socket = join(dir, 'db.sock');
  const user = userInfo().username;
  execFileSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      `--user=${user}`,
    ],
    { stdio: 'pipe' },
  );
  const log = createWriteStream(join(dir, 'db.log'));
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      '--max-connections=200',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  await until('MariaDB responds', () => Promise.resolve(isUp(socket)));
  return { socket, stop: () => stop(server) };
}

/** Runs SQL as root; rows come back as tab-separated lines. */
export function sqlAsRoot(socket: string, sql: string, database?: string): string {
  const args = ['--no-defaults', '-uroot', `-S${socket}`, '-N', '-B', '--raw'];
  return execFileSync('mariadb', [...args, ...(database ? [database] : [])], {
    input: sql,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
}

/** The whole database as an SQL dump. */
export function dump(socket: string, database: string): string {
  const args = ['--no-defaults', '-uroot', `-S${socket}`, '--skip-extended-insert', database];
  return execFileSync('mariadb-dump', args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

function isUp(socket: string): boolean {
  try {
    const args = ['--no-defaults', '-uroot', `-S${socket}`, 'ping'];
    execFileSync('mariadb-admin', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
