import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'omeda-newsletter-connector';

/** The data folder without DATA_DIR; it survives a reboot. */
export function defaultDataDir(): string {
  // Started by root, the local PostgreSQL runs as another user, who cannot read root's home.
  if (process.getuid?.() === 0) return join('/var/lib', NAME);
  return join(homedir(), '.local', 'share', NAME);
}
