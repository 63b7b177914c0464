import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseBinaries, installedBinaries, systemBinaryDirs } from './binaries.js';
import { ROLE, clusterMajor, createCluster } from './cluster.js';
import { embeddedBinaries, runnableBinaries } from './embedded-binaries.js';
import { joinServer } from './join-server.js';
import { passwordOf } from './password.js';
import { type ServerPlace, stopServer } from './server-process.js';
import { openPath, serverUserOf } from './server-user.js';

/** The database that a local server is for. */
const DATABASE = 'newsletters';

export type StartOptions = {
  /** The cluster lies in its folder `postgres`. */
  dataDir: string;
  log?: (line: string) => void;
  /** `bin` folders to search for PostgreSQL; default: the system's. */
  systemBinaries?: readonly string[];
  /** Settings of the server by name. `{ fsync: 'off' }` is for tests: a crash then loses data. */
  settings?: Record<string, string>;
};

export type LocalPostgres = {
  /** With role, password, and database. */
  url: string;
  /** For example `15.8`. */
  version: string;
  /** Already running: left by a killed process or in use by another one. */
  adopted: boolean;
  /** Stops it, unless another process that started or adopted it still uses it. */
  stop(): Promise<void>;
};

/**
 * Our own PostgreSQL, with its data below `dataDir`: started, or adopted if it is running.
 * @throws LocalPostgresError with the cure.
 */
export async function startPostgres(options: StartOptions): Promise<LocalPostgres> {
  const log = options.log ?? (() => undefined);
  const { place, password } = await prepare(options);
  const { presence, port, adopted } = await joinServer(place, password);
  try {
    await createDatabase((sql) => presence.query(sql));
    const version = (await presence.show('server_version')).split(' ')[0] ?? '';
    log(`PostgreSQL ${version} ${adopted ? 'already running' : 'started'} in ${place.clusterDir}`);
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= presence.leave(() => stopServer(place.clusterDir)));
    return {
      url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`,
      version,
      adopted,
      stop,
    };
  } catch (error) {
    await presence.leave(() => stopServer(place.clusterDir));
    throw error;
  }
}

/** Everything a server needs to start; makes what is missing. */
async function prepare(options: StartOptions): Promise<{ place: ServerPlace; password: string }> {
  const wanted = resolve(options.dataDir);
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(wanted);
  const clusterDir = join(dataDir, 'postgres');
  const user = serverUserOf(clusterDir);
  openPath(user, dataDir);
  const system = installedBinaries(options.systemBinaries ?? systemBinaryDirs());
  const major = clusterMajor(clusterDir);
  const candidates = [...system, ...embeddedBinaries()];
  const chosen = chooseBinaries(candidates, { dir: clusterDir, major });
  const binaries = runnableBinaries(chosen, { user, dataDir });
  const password = passwordOf(dataDir, !existsSync(clusterDir));
  if (major === undefined) await createCluster({ clusterDir, binaries, user, password });
  const logFile = join(dataDir, 'postgres.log');
  return {
    place: { clusterDir, logFile, binaries, user, settings: options.settings ?? {} },
    password,
  };
}

async function createDatabase(query: (sql: string) => Promise<void>): Promise<void> {
  try {
    await query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // It exists since an earlier start, or another process is making it now.
    const { code } = error as { code?: string };
    if (code !== '42P04' && code !== '23505') throw error;
  }
}
