import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { ensureInstalled, hasPrograms } from '../../setup/install-with-apt.js';
import { fpmBinary } from './fpm-binary.js';

const PACKAGES = [
  'wordpress',
  'php-cli',
  'php-fpm',
  'php-mysql',
  'php-curl',
  'php-mbstring',
  'php-xml',
  'mariadb-server',
  'chromium',
];
const MODULES = ['mysqli', 'curl', 'mbstring', 'xml', 'dom'];

/** Where Debian keeps WordPress: of version 6.1 in Debian 12. */
export const WORDPRESS_SOURCE = '/usr/share/wordpress';

/** WordPress, PHP, MariaDB and Chromium. @throws Error that says what to install. */
export function ensurePackages(): Promise<void> {
  return ensureInstalled({ packages: PACKAGES, isThere: isComplete });
}

async function isComplete(): Promise<boolean> {
  if (!existsSync('/usr/bin/chromium') || !fpmBinary()) return false;
  if (!existsSync(`${WORDPRESS_SOURCE}/wp-includes/version.php`)) return false;
  if (!(await hasPrograms('mariadbd', 'mariadb-install-db', 'mariadb-dump', 'php'))) return false;
  const { stdout } = await promisify(execFile)('php', ['-m']);
  const modules = stdout.split('\n');
  return MODULES.every((name) => modules.includes(name));
}
