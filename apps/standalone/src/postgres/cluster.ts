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

/** The major version a cluster belongs to; undefined where there is none. */
export function clusterMajor(clusterDir: string): number | undefined {
  const file = join(clusterDir, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

type NewCluster = { clusterDir: string; binaries: Binaries; user: ServerUser; password: string };

/**
 * Makes a cluster under another name and renames it when it is whole, so that a killed start leaves
 * none that is half made; of two starts at once the first one's stands.
 */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { clusterDir, user, password } = cluster;
  const draft = mkdtempSync(`${clusterDir}.new-`);
  // Beside the draft, as initdb wants an empty folder.
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

/** Letters of all languages, and an order of text that no update of the system can change. */
function localeOptions(major: number): string[] {
  return major >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C', ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : [])];
}

/** Our own settings for PostgreSQL's clients must not reach the server. */
export function serverEnv({ binDir, embedded }: Binaries): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? '';
  const libraries = embedded ? { LD_LIBRARY_PATH: join(dirname(binDir), 'lib') } : {};
  return { PATH: path, LC_ALL: 'C', ...libraries };
}
