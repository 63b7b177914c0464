import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureChromium } from '../../setup/chromium.js';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';
import { fpmBinary } from './fpm-binary.js';

const PACKAGES = [
  'php-cli',
  'php-fpm',
  'php-mysql',
  'php-curl',
  'php-mbstring',
  'php-xml',
  'mariadb-server-core',
  'mariadb-client',
];
const MODULES = ['mysqli', 'curl', 'mbstring', 'xml', 'dom'];

/** PHP, MariaDB and Chromium. @throws Error that says what to install. */
export async function ensurePackages(): Promise<void> {
  await ensureChromium();
  await ensureInstalled({ packages: PACKAGES, isThere: isComplete });
}

async function isComplete(): Promise<boolean> {
  if (!fpmBinary()) return false;
  if (!(await hasPrograms('mariadbd', 'mariadb-install-db', 'mariadb-dump', 'php'))) return false;
  const { stdout } = await promisify(execFile)('php', ['-m']);
  const modules = stdout.split('\n');
  return MODULES.every((name) => modules.includes(name));
}
