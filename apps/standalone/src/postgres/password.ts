import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalPostgresError } from './local-postgres-error.js';

/**
 * The password of the local server, made with its cluster. Whoever can read the file may use the
 * data: it is the owner's alone.
 */
export function passwordOf(dataDir: string, isNewCluster: boolean): string {
  const file = join(dataDir, 'postgres-password');
  if (!existsSync(file)) {
    if (!isNewCluster) {
      throw new LocalPostgresError(
        `The password of the local PostgreSQL is missing: restore ${file} from a backup.`,
      );
    }
    create(file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Whole or not at all; of two processes at once the first one's stands. */
function create(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}
