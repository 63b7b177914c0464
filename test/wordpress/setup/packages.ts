import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const PACKAGES = [
  'wordpress',
  'php-cli',
  'php-mysql',
  'php-curl',
  'php-mbstring',
  'php-xml',
  'mariadb-server',
  'chromium',
];

/** Where Debian keeps WordPress. */
export const WORDPRESS_SOURCE = '/usr/share/wordpress';
const POLICY = '/usr/sbin/policy-rc.d';

/** Installs what the tests need when it is missing. @throws Error that says what to install. */
export function ensurePackages(): void {
  if (isComplete()) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `WordPress, PHP or MariaDB is missing. On Debian: apt-get install ${PACKAGES.join(' ')}`,
    );
  }
  install();
  if (!isComplete()) throw new Error(`After apt-get install ${PACKAGES.join(' ')} it is missing.`);
}

function isComplete(): boolean {
  if (!existsSync('/usr/bin/chromium')) return false;
  if (!existsSync(`${WORDPRESS_SOURCE}/wp-includes/version.php`)) return false;
  try {
    execFileSync('mariadbd', ['--version'], { stdio: 'ignore' });
    execFileSync('sh', ['-c', 'command -v mariadb-install-db mariadb-dump'], { stdio: 'ignore' });
    const modules = execFileSync('php', ['-m'], { encoding: 'utf8' }).split('\n');
    return ['mysqli', 'curl', 'mbstring', 'xml', 'dom'].every((name) => modules.includes(name));
  } catch {
    return false;
  }
}

/** The packages' own servers must not start: they would take the default ports of this machine. */
function install(): void {
  const hadPolicy = existsSync(POLICY);
  if (!hadPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'inherit' });
  try {
    apt('update', '-q');
    apt('install', '-qy', '--no-install-recommends', ...PACKAGES);
  } finally {
    if (!hadPolicy) rmSync(POLICY, { force: true });
  }
}
