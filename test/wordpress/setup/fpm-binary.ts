import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];

/** Debian's has PHP's version in its name. */
export function fpmBinary(): string | undefined {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of [...path, ...FOLDERS].filter((entry) => existsSync(entry))) {
    const [name] = readdirSync(folder).filter((entry) => /^php-fpm[\d.]*$/.test(entry));
    if (name) return join(folder, name);
  }
  return undefined;
}
