import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'omeda-newsletter-connector';

/** Where data is kept unless DATA_DIR says otherwise; it outlives a reboot. */
export function defaultDataDir(): string {
  // The local PostgreSQL runs as another user when started by root: root's home is closed to it.
  if (process.getuid?.() === 0) return join('/var/lib', NAME);
  return join(homedir(), '.local', 'share', NAME);
}
