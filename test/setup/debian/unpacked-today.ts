import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { moveLinks } from './move-links.js';
import { type Wanted, unpack } from './unpack.js';

const CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'omeda-newsletter-connector',
);

/**
 * Debian's packages, unpacked in their own folder; downloaded once a day. Older ones are used if that
 * fails.
 * @returns the folder, which a run that began before midnight keeps.
 * @throws Error that says why there is none.
 */
export async function unpackedToday(name: string, wanted: Wanted): Promise<string> {
  const cache = join(CACHE, name);
  const today = join(cache, new Date().toISOString().slice(0, 10));
  if (existsSync(today)) return today;
  await mkdir(cache, { recursive: true });
  const before = (await readdir(cache)).filter((entry) => /^[\d-]+$/.test(entry)).toSorted();
  try {
    await fetchInto(today, wanted);
  } catch (error) {
    const last = before.at(-1);
    if (last) return join(cache, last);
    throw new Error(wordsOf(wanted, error), { cause: error });
  }
  for (const entry of before) await rm(join(cache, entry), { recursive: true, force: true });
  return today;
}

/** As a whole or not at all, also if two runs download it at the same moment. */
async function fetchInto(folder: string, wanted: Wanted): Promise<void> {
  const partial = await mkdtemp(join(folder, '../fetching-'));
  try {
    await unpack(wanted, partial);
    await moveLinks(partial);
    await rm(join(partial, '.apt'), { recursive: true });
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function wordsOf({ suite, packages }: Wanted, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    `${packages[0]} could not be fetched from ${suite ? `Debian's ${suite}` : "apt's sources"}. ` +
    `It takes apt-get, dpkg and a mirror that carries it. ${why}`
  );
}
