import { open, readFile, rename } from 'node:fs/promises';
import type { Checkpoint, Progress } from './checkpoint.js';

/**
 * Keeps progress in a file of its own. It is replaced as a whole, so that a crash leaves the old one or
 * the new one: then at most the event in hand is handled again.
 */
export function fileCheckpoint(path: string): Checkpoint {
  return {
    load: async () => {
      const text = await readFile(path, 'utf8').catch(unlessMissing);
      return text === undefined ? undefined : parsed(text, path);
    },
    save: async (progress) => {
      const next = `${path}.next`;
      const file = await open(next, 'w');
      try {
        await file.writeFile(JSON.stringify(progress));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(next, path);
    },
  };
}

function parsed(text: string, path: string): Progress {
  try {
    const { epoch, after, seen } = JSON.parse(text) as Progress;
    if (typeof epoch === 'string' && typeof after === 'string' && Array.isArray(seen)) {
      return { epoch, after, seen };
    }
  } catch {
    // Told below.
  }
  throw new Error(`${path} is not a checkpoint. Delete it to start with the first event.`);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
