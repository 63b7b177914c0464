import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { serverEnv } from './cluster.js';
import { LocalPostgresError } from './local-postgres-error.js';
import { isServerOf, readPidFile } from './pid-file.js';
import { type ServerUser, asServerUser } from './server-user.js';

const LOG_LIMIT_BYTES = 5_000_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_INTERVAL_MS = 20;

export type ServerPlace = {
  clusterDir: string;
  logFile: string;
  binaries: Binaries;
  user: ServerUser;
  /** Settings by name, such as `fsync`. */
  settings: Record<string, string>;
};

/**
 * Starts a server on a free port of 127.0.0.1, in a separate process group: Ctrl-C in our terminal
 * must not stop it before we have finished our work with it.
 */
export async function spawnServer(place: ServerPlace): Promise<ChildProcess> {
  const { clusterDir, binaries, user } = place;
  const settings = {
    ...place.settings,
    listen_addresses: '127.0.0.1',
    port: String(await freePort()),
    // TCP with a password is the only way in.
    unix_socket_directories: '',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const stalePid = stalePidOf(clusterDir);
  const log = openLog(place.logFile);
  try {
    const child = spawn(join(binaries.binDir, 'postgres'), ['-D', clusterDir, ...options], {
      ...asServerUser(user),
      env: {
        ...serverEnv(binaries),
        ...(stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) }),
      },
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/**
 * A killed server's id that another process has now. PostgreSQL would take that one for a server of
 * the cluster, unless we tell it otherwise, as pg_ctl does.
 */
function stalePidOf(clusterDir: string): number | undefined {
  const pid = readPidFile(clusterDir)?.pid;
  return pid !== undefined && !isServerOf(pid, clusterDir) ? pid : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** The last lines the server wrote. */
export function logTail(file: string, lines = 8): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Ends the server: open transactions are rolled back, what was committed is written. */
export async function stopServer(clusterDir: string): Promise<void> {
  const pid = readPidFile(clusterDir)?.pid;
  if (pid === undefined || !isServerOf(pid, clusterDir)) return;
  process.kill(pid, 'SIGINT');
  const deadlineMs = performance.now() + STOP_TIMEOUT_MS;
  while (isServerOf(pid, clusterDir)) {
    if (performance.now() > deadlineMs) {
      process.kill(pid, 'SIGQUIT');
      throw new LocalPostgresError(
        `The local PostgreSQL (process ${pid}) did not stop within ${STOP_TIMEOUT_MS / 1000} s ` +
          'and was killed. No committed data is lost.',
      );
    }
    await wait(POLL_INTERVAL_MS);
  }
}
