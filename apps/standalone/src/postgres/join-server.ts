import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { ROLE } from './cluster.js';
import { LocalPostgresError } from './local-postgres-error.js';
import { isServerOf, readPidFile } from './pid-file.js';
import { Presence } from './presence.js';
import { type ServerPlace, logTail, spawnServer } from './server-process.js';

/** After a crash, the server first replays its log, which may take a while. */
const READY_TIMEOUT_MS = 120_000;
const POLL_INTERVAL_MS = 20;

/** A start may lose its port, meet another start, or the last processes of a killed server. */
const STARTS = 5;
const BETWEEN_STARTS_MS = 300;

export type Joined = { presence: Presence; port: number; adopted: boolean };

/** Joins the cluster's server if it is running, else starts it. @throws LocalPostgresError */
export async function joinServer(place: ServerPlace, password: string): Promise<Joined> {
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  let starts = 0;
  let child: ChildProcess | undefined;
  while (performance.now() < deadlineMs) {
    const running = runningServer(place.clusterDir);
    const presence = running?.port ? await tryJoin(running.port, password) : undefined;
    if (running && presence) {
      return { presence, port: running.port, adopted: running.pid !== child?.pid };
    }
    if (!running && (!child || hasEnded(child))) {
      if (starts === STARTS) throw startFailed(place);
      if (starts > 0) await wait(BETWEEN_STARTS_MS);
      starts += 1;
      child = await spawnServer(place);
    }
    await wait(POLL_INTERVAL_MS);
  }
  throw new LocalPostgresError(
    `The PostgreSQL in ${place.clusterDir} did not respond within ${READY_TIMEOUT_MS / 1000} s: ` +
      `see ${place.logFile}, or stop its process ${readPidFile(place.clusterDir)?.pid ?? ''}.`,
  );
}

function runningServer(clusterDir: string) {
  const file = readPidFile(clusterDir);
  return file && isServerOf(file.pid, clusterDir) ? file : undefined;
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

async function tryJoin(port: number, password: string): Promise<Presence | undefined> {
  try {
    return await Presence.join(`postgres://${ROLE}:${password}@127.0.0.1:${port}/postgres`);
  } catch (error) {
    // Waiting does not fix a wrong password.
    if ((error as { code?: string }).code !== '28P01') return undefined;
    throw new LocalPostgresError(
      'The local PostgreSQL rejects the password in the file postgres-password of the data folder: ' +
        'restore that file together with the folder postgres beside it.',
    );
  }
}

function startFailed({ clusterDir, logFile }: ServerPlace): LocalPostgresError {
  return new LocalPostgresError(
    `The PostgreSQL in ${clusterDir} does not start. The end of ${logFile}:\n${logTail(logFile)}`,
  );
}
