import { delimiter } from 'node:path';
import { programsOf } from './debian/programs.js';
import { canUnpack } from './debian/unpack.js';
import { unpackedToday } from './debian/unpacked-today.js';
import { canInstall, installWithApt } from './install-with-apt.js';

/** Debian leaves administrators' programs out of an ordinary user's PATH. */
const OF_ADMINISTRATORS = '/usr/sbin';

type Needed = { packages: readonly string[]; isThere: () => Promise<boolean> };

/**
 * Provides what specs need: root installs it if it is missing, other users unpack it in a cache folder, and
 * find it by PATH. @throws Error that says what to install.
 */
export async function ensureInstalled({ packages, isThere }: Needed): Promise<void> {
  setPath([...pathOf(), OF_ADMINISTRATORS]);
  if (await isThere()) return;
  if (await canInstall()) {
    await installWithApt(...packages);
  } else if (await canUnpack()) {
    const root = await unpackedToday(packages.join('+'), { packages });
    setPath([await programsOf(root), ...pathOf()]);
  }
  if (await isThere()) return;
  throw new Error(
    `Programs that these specs run are missing. On Debian: apt-get install ${packages.join(' ')}`,
  );
}

function pathOf(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter);
}

function setPath(folders: string[]): void {
  process.env['PATH'] = [...new Set(folders)].join(delimiter);
}
