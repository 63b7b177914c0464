import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { unpack } from './debian-suite.js';

/** WordPress itself, and what Debian keeps apart from it and its package only links to. */
const NEWEST = {
  suite: 'sid',
  packages: [
    'wordpress',
    'libjs-cropper',
    'libjs-jquery',
    'libjs-jquery-ui',
    'libjs-lodash',
    'libjs-prototype',
    'libjs-scriptaculous',
    'libjs-underscore',
    'libphp-phpmailer',
    'php-getid3',
  ],
};
/** One folder a day: a run that began before midnight keeps its own. */
const CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'omeda-newsletter-connector/wordpress',
);

export type Found = { root: string; version: string };

/**
 * The newest WordPress that Debian has, fetched once a day. An older one serves when none can be fetched.
 * @throws Error that says why there is none.
 */
export async function newestWordpress(): Promise<Found> {
  const today = join(CACHE, new Date().toISOString().slice(0, 10));
  if (existsSync(today)) return found(today);
  await mkdir(CACHE, { recursive: true });
  const before = (await readdir(CACHE)).filter((name) => /^[\d-]+$/.test(name)).toSorted();
  try {
    await fetchInto(today);
  } catch (error) {
    const last = before.at(-1);
    if (!last) throw new Error(wordsOf(error), { cause: error });
    return found(join(CACHE, last));
  }
  for (const name of before) await rm(join(CACHE, name), { recursive: true, force: true });
  return found(today);
}

/** As WordPress says it. */
export async function versionOf(root: string): Promise<string> {
  const source = await readFile(join(root, 'wp-includes/version.php'), 'utf8');
  const version = /^\$wp_version = '([^']+)';$/m.exec(source)?.[1];
  if (!version) throw new Error(`${root} is no WordPress`);
  return version;
}

async function found(folder: string): Promise<Found> {
  const root = join(folder, 'usr/share/wordpress');
  return { root, version: await versionOf(root) };
}

/** Whole or not at all, also when two runs fetch it at the same moment. */
async function fetchInto(folder: string): Promise<void> {
  const partial = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    await unpack(NEWEST, partial);
    await found(partial);
    await rm(join(partial, '.apt'), { recursive: true });
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function wordsOf(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    'The newest WordPress could not be fetched from Debian. It takes apt-get, dpkg and a mirror ' +
    `that carries ${NEWEST.suite}. ${why}`
  );
}
