import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LocalPostgresError } from './local-postgres-error.js';

/** A PostgreSQL's programs. */
export type Binaries = {
  /** Contains `postgres` and `initdb`. */
  binDir: string;
  /** Major version. */
  major: number;
  /** Set for those that include their libraries, in `lib` next to `bin`. */
  embedded?: { version: string };
};

/** The oldest PostgreSQL that the event store runs on. */
const OLDEST_MAJOR = 13;

const SYSTEM_ROOT = '/usr/lib/postgresql';

/** `bin` folders of the PostgreSQL versions installed on this machine. */
export function systemBinaryDirs(root = SYSTEM_ROOT): string[] {
  try {
    return readdirSync(root).map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

/** Those of the folders with a usable PostgreSQL. */
export function installedBinaries(binDirs: readonly string[]): Binaries[] {
  return binDirs.flatMap((binDir) => {
    if (!isExecutable(join(binDir, 'postgres')) || !isExecutable(join(binDir, 'initdb'))) return [];
    const major = majorOf(binDir);
    return major >= OLDEST_MAJOR ? [{ binDir, major }] : [];
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function majorOf(binDir: string): number {
  const output = execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1] ?? 0);
}

/**
 * The one to use: of the cluster's version; for a new cluster, the system's newest, else the embedded
 * one.
 * @throws LocalPostgresError if there is none.
 */
export function chooseBinaries(
  candidates: readonly Binaries[],
  cluster: { dir: string; major: number | undefined },
): Binaries {
  const { dir, major } = cluster;
  const rank = (one: Binaries) => (one.embedded ? 0 : one.major);
  const ranked = candidates.toSorted((a, b) => rank(b) - rank(a));
  const chosen = ranked.find((one) => major === undefined || one.major === major);
  if (chosen) return chosen;
  if (major === undefined) {
    throw new LocalPostgresError(
      'PostgreSQL not found. Set DATABASE_URL, install PostgreSQL (Debian: "apt install ' +
        'postgresql"), or run npm ci without --omit=optional, which includes one.',
    );
  }
  const majors = [...new Set(ranked.map((one) => one.major))].join(' and ') || 'none';
  throw new LocalPostgresError(
    `The data folder ${dir} was created by PostgreSQL ${major}, but only ${majors} is installed. Install PostgreSQL ` +
      `${major} (Debian: apt install postgresql-${major}), or set DATA_DIR to another folder, ` +
      'which starts empty. Nothing was changed.',
  );
}
