import { statSync } from 'node:fs';
import type { Brand } from './brand.js';
import { SitesFileError } from './faults.js';
import { loadSites } from './load-sites.js';
import type { Sites } from './parse-sites.js';

/** Soon enough after a key was replaced; a check costs a `stat` for each file. */
const POLL_INTERVAL_MS = 2_000;

export type WatchOptions = {
  env?: NodeJS.ProcessEnv;
  /** Called after each reload; `fault` says why the changed files were not accepted. */
  onReload?: (fault?: SitesFileError) => void;
  pollIntervalMs?: number;
  /** Maps each brand that is read. */
  adapt?: (brand: Brand) => Brand;
};

/** Sites that change while the process runs: read it each time, and keep no copy. */
export type WatchedSites = Sites & { close(): void };

/**
 * Reads a SITES_FILE, and again when it or a file it names changes. Changed files with a fault are
 * rejected: the previous version stays in use. Variables of the environment stay as they are.
 * @throws SitesFileError with every fault at once, for the first reading.
 */
export function watchSites(file: string, options: WatchOptions = {}): WatchedSites {
  const { env = process.env, pollIntervalMs = POLL_INTERVAL_MS, onReload, adapt } = options;
  let marks = new Map<string, string>();
  const load = () => {
    // Marked before it is read: what changes in between is read again at the next check.
    const read = new Map<string, string>();
    try {
      return adapted(
        loadSites(file, env, (path) => read.set(path, markOf(path))),
        adapt,
      );
    } finally {
      marks = read;
    }
  };
  let current = load();
  const check = () => {
    if ([...marks].every(([path, mark]) => markOf(path) === mark)) return;
    try {
      current = load();
      onReload?.();
    } catch (error) {
      if (!(error instanceof SitesFileError)) throw error;
      onReload?.(error);
    }
  };
  const timer = setInterval(check, pollIntervalMs).unref();
  return {
    get brands() {
      return current.brands;
    },
    get sites() {
      return current.sites;
    },
    get operatorKeys() {
      return current.operatorKeys;
    },
    close: () => clearInterval(timer),
  };
}

/**
 * Changes whenever the file does; mounted secrets change by another file in their place. An error
 * is a mark, too: reading the file reports it.
 */
function markOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

function adapted(sites: Sites, adapt?: (brand: Brand) => Brand): Sites {
  if (!adapt) return sites;
  const brands = [...sites.brands].map(([name, brand]) => [name, adapt(brand)] as const);
  return { ...sites, brands: new Map(brands) };
}
