import { randomUUID } from 'node:crypto';
import { access, constants, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Checkpoint, type Progress, isProgress } from './checkpoint.js';
import { Refused } from './feed-client.js';

/**
 * Keeps progress in a file of its own. It is replaced as a whole, so that a crash leaves the old one or
 * the new one: then at most the event in hand is handled again. @throws Refused where another one uses it.
 */
export function fileCheckpoint(path: string): Checkpoint {
  // Of its own: two that write one file would leave half of each.
  const by = randomUUID();
  const next = `${path}.${by}`;
  let last: string | undefined;
  return {
    load: async () => {
      // Said before the first event is handled, and not after it.
      await access(dirname(path), constants.W_OK).catch(() => {
        throw new Refused(
          `${path} cannot be written: create its folder, or let this user write there.`,
        );
      });
      last = await textOf(path);
      return last === undefined ? undefined : parsed(last, path);
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
    // Told below.
  }
  throw new Refused(`${path} is not a checkpoint. Delete it to begin as 'from' says.`);
}
