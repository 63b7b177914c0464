import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { LocalPostgresError } from './local-postgres-error.js';
import { type ServerUser, asServerUser } from './server-user.js';

/** The only role of the local server. */
export const ROLE = 'connector';

const run = promisify(execFile);

/** The major version of a cluster; undefined if there is none. */
export function clusterMajor(clusterDir: string): number | undefined {
  const file = join(clusterDir, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

type NewCluster = { clusterDir: string; binaries: Binaries; user: ServerUser; password: string };

/**
 * Makes a cluster under another name and renames it when it is complete, so that a killed start leaves
 * no partial one; of two concurrent starts, the first wins.
 */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { clusterDir, user, password } = cluster;
  const draft = mkdtempSync(`${clusterDir}.new-`);
  // Next to the draft, as initdb needs an empty folder.
  const passwordFile = `${draft}.password`;
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user) {
      chownSync(draft, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    await initdb(cluster, draft, passwordFile);
    if (!existsSync(clusterDir)) renameSync(draft, clusterDir);
  } catch (error) {
    if (!existsSync(clusterDir)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function initdb({ binaries, user }: NewCluster, draft: string, passwordFile: string) {
  const options = ['-D', draft, '-U', ROLE, '-E', 'UTF8', '--pwfile', passwordFile];
  options.push('--auth', 'scram-sha-256', ...localeOptions(binaries.major));
  const command = join(binaries.binDir, 'initdb');
  try {
    await run(command, options, { ...asServerUser(user), env: serverEnv(binaries) });
  } catch (error) {
    const words = String((error as { stderr?: unknown }).stderr ?? error).trim();
    throw new LocalPostgresError(`PostgreSQL's ${command} failed: ${words}`, { cause: error });
  }
}

/** Letters of all languages, and a collation that no system update can change. */
function localeOptions(major: number): string[] {
  return major >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C', ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : [])];
}

/** The server must not get our own settings for PostgreSQL clients. */
export function serverEnv({ binDir, embedded }: Binaries): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? '';
  const libraries = embedded ? { LD_LIBRARY_PATH: join(dirname(binDir), 'lib') } : {};
  return { PATH: path, LC_ALL: 'C', ...libraries };
}
