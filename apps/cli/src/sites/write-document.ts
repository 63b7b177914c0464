import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';
import { type NewSecrets, type SitesDocument, readDocument } from './sites-document.js';

const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;

/**
 * Changes a sites file atomically: readers see the old or the new one. Secrets are written first,
 * readable only by their owner; an existing file keeps its permissions and owner.
 * @throws CliError if that fails; then nothing has changed.
 */
export function changeDocument(
  file: string,
  change: (document: SitesDocument) => void,
  secrets: NewSecrets = new Map(),
): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const fresh = `${target}.new`;
  // This also keeps a second command from changing the file at the same time.
  const handle = opened(fresh);
  const written: string[] = [];
  try {
    const document = readDocument(target);
    change(document);
    keepOwner(target, fresh);
    for (const [path, text] of secrets) {
      const at = resolve(dirname(file), path);
      writeSecret(at, text, target);
      written.push(at);
    }
    writeFileSync(handle, `${JSON.stringify(document, undefined, 2)}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(fresh, target);
  } catch (error) {
    for (const path of [fresh, ...written]) rmSync(path, { force: true });
    throw error;
  }
}

function opened(fresh: string): number {
  try {
    return openSync(fresh, 'wx', OWNER_ONLY);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cures: Record<string, string> = {
      EEXIST: 'another command is changing the file; if not, remove this one',
      ENOENT: 'create its folder first',
      EACCES: 'run this as a user that can write there',
    };
    const cure = cures[code ?? ''] ?? 'check its folder';
    throw new CliError(`${fresh} cannot be written (${code}): ${cure}.`, EXIT.failed);
  }
}

/** The service must still be able to read a file that root has changed. */
function keepOwner(target: string, path: string): void {
  const known = statSync(target, { throwIfNoEntry: false });
  if (!known) return;
  const { uid, gid } = statSync(path);
  try {
    if (uid !== known.uid || gid !== known.gid) chownSync(path, known.uid, known.gid);
  } catch {
    const cure = 'run this as that user, or as root';
    throw new CliError(`${target} belongs to another user: ${cure}.`, EXIT.failed);
  }
  if (!path.endsWith('.new')) return;
  chmodSync(path, known.mode & 0o777);
}

function writeSecret(path: string, text: string, target: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: OWNER_FOLDER });
    keepOwner(target, folder);
  }
  try {
    writeFileSync(path, `${text}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const cure = 'move it away if nothing uses it anymore';
    throw new CliError(`The secret file ${path} already exists: ${cure}.`, EXIT.failed);
  }
  keepOwner(target, path);
}
