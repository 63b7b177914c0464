import { join } from 'node:path';
import { unpackedToday } from '../../setup/debian/unpacked-today.js';
import { WORDPRESS_PACKAGES, versionOf } from './newest-wordpress.js';

/** Where Debian installs WordPress. */
const INSTALLED = '/usr/share/wordpress';

/** @returns the folder of WordPress 6.1: this machine's, or Debian 12's. @throws Error that says why there is none. */
export async function oldestWordpress(): Promise<string> {
  const installed = await versionOf(INSTALLED).catch(() => '');
  if (installed.startsWith('6.1.')) return INSTALLED;
  const wanted = { suite: 'bookworm', packages: WORDPRESS_PACKAGES };
  return join(await unpackedToday('wordpress-6.1', wanted), 'usr/share/wordpress');
}
