import { link, lstat, open } from 'node:fs/promises';
import { findFiles } from './find-files.js';
import { librariesOf } from './libraries.js';
import { writeOnce } from './write-once.js';

const LOADERS = 'usr/lib/*-linux-*/ld-linux-*.so.*';
const ELF = Buffer.from('\x7fELF');
/** Another name of the program, which the loader starts. */
const MOVED = '.elf';

/**
 * Programs of a newer suite need its C library. If that is unpacked with them, each program of the patterns is
 * started by that suite's own loader, with only the libraries of the folder.
 */
export async function startByOwnLoader(root: string, patterns: readonly string[]): Promise<void> {
  const [loader] = await findFiles(root, LOADERS);
  if (loader === undefined) return;
  const start = `exec '${loader}' --library-path '${await librariesOf(root)}'`;
  const found = await Promise.all(patterns.map((pattern) => findFiles(root, pattern)));
  for (const path of found.flat()) {
    if (path.endsWith(MOVED) || !(await isElf(path))) continue;
    await link(path, path + MOVED).catch(unlessThere);
    await writeOnce(path, `#!/bin/sh\n${start} --argv0 "$0" '${path}${MOVED}' "$@"\n`, 0o755);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** A link to a program does not count: its target does. */
async function isElf(path: string): Promise<boolean> {
  if (!(await lstat(path)).isFile()) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(ELF.length), 0, ELF.length, 0);
    return buffer.equals(ELF);
  } finally {
    await file.close();
  }
}
