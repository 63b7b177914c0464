import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalPostgresError } from './local-postgres-error.js';

/**
 * The password of the local server, made with its cluster. Only the owner can read the file, as it
 * gives access to the data.
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

/** Complete or not at all; of two concurrent processes, the first wins. */
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
