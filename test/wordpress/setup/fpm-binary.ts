import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];

/** Debian's has PHP's version in its name. */
export function fpmBinary(): string | undefined {
  for (const folder of FOLDERS.filter(existsSync)) {
    const [name] = readdirSync(folder).filter((entry) => /^php-fpm[\d.]*$/.test(entry));
    if (name) return join(folder, name);
  }
  return undefined;
}
