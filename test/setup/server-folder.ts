import { statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';
/** More than a whole run needs. */
const ROOM_BYTES = 3e9;

export type MakeFolder = (name: string) => Promise<string>;

/**
 * A new folder for the data of a server that ends with the run. It is in memory if there is room: a
 * database or a queue is then made several times faster, and nothing waits for the disk.
 */
export const serverFolder: MakeFolder = (name) => folderIn(isRoomy() ? IN_MEMORY : tmpdir(), name);

/** The same on disk, for benchmarks. */
export const folderOnDisk: MakeFolder = (name) => folderIn(tmpdir(), name);

function folderIn(parent: string, name: string): Promise<string> {
  return mkdtemp(join(parent, `newsletter-${name}-`));
}

function isRoomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize > ROOM_BYTES && freemem() > ROOM_BYTES;
  } catch {
    return false;
  }
}
