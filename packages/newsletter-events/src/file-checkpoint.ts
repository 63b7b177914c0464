import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Checkpoint, type Progress, isProgress } from './checkpoint.js';
import { Refused } from './feed-client.js';

/**
 * Keeps progress in its own file, which is replaced as a whole, so that a crash leaves the old one or
 * the new one: then at most the current event is handled again. @throws Refused if another process uses it.
 */
export function fileCheckpoint(path: string): Checkpoint {
  // Unique: two that write one file would leave half of each.
  const by = randomUUID();
  const next = `${path}.${by}`;
  let last: string | undefined;
  const tryOut = async (text: string | undefined) => {
    try {
      await write(next, text ?? '');
      if (text !== undefined) await rename(next, path);
    } finally {
      await rm(next, { force: true });
    }
  };
  let isTried = false;
  const firstText = async () => {
    last = await textOf(path).catch((error: NodeJS.ErrnoException) => {
      throw asRefusal(path, 'read', error);
    });
    // Tested now, to fail before the first event is handled, and not after it.
    await tryOut(last).catch((error: NodeJS.ErrnoException) => {
      throw asRefusal(path, 'written', error);
    });
    isTried = true;
    return last;
  };
  return {
    // Once it is in use, a full disk may be temporary, and another one's data must not count as its own.
    load: async () => {
      const text = await (isTried ? textOf(path) : firstText());
      return text === undefined ? undefined : parsed(text, path);
    },
    save: async (progress) => {
      const found = await textOf(path);
      if (found !== undefined && found !== last) {
        throw new Refused(
          `${path} was written by another one: give each that follows a file of its own.`,
        );
      }
      const text = JSON.stringify({ ...progress, by });
      await write(next, text).catch(async (error: unknown) => {
        await rm(next, { force: true });
        throw error;
      });
      await rename(next, path);
      last = text;
    },
  };
}

const RIGHTS = (path: string) =>
  `Let this user read it and write in ${dirname(path)}, and own the file, or choose another path.`;

/** The process must own the file, or be allowed to read it and write in its folder, where it is replaced. */
const CURES: Record<string, (path: string) => string> = {
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  ENOENT: (path) => `Create the folder ${dirname(path)}.`,
  ENOTDIR: (path) => `${dirname(path)} must be a folder.`,
  EISDIR: () => 'It is a folder: name a file in it.',
  ENOSPC: () => 'The disk is full.',
  EROFS: () => 'Its file system is read-only: choose another path.',
};

/** Other errors, such as too many open files, may be temporary. */
function asRefusal(path: string, what: string, error: NodeJS.ErrnoException): Error {
  const cure = CURES[error.code ?? '']?.(path);
  if (!cure) return error;
  return new Refused(`The checkpoint ${path} cannot be ${what} (${error.code}). ${cure}`);
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function parsed(text: string, path: string): Progress {
  try {
    const found: unknown = JSON.parse(text);
    if (isProgress(found)) return { epoch: found.epoch, after: found.after, seen: found.seen };
  } catch {
    // Reported below.
  }
  throw new Refused(`${path} is not a checkpoint. Delete it to begin as 'from' says.`);
}
