import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackedToday } from '../../setup/debian/unpacked-today.js';

/** WordPress itself, and what Debian packages separately and only links to. */
export const WORDPRESS_PACKAGES = [
  'wordpress',
  'libjs-cropper',
  'libjs-jquery',
  'libjs-jquery-ui',
  'libjs-lodash',
  'libjs-prototype',
  'libjs-scriptaculous',
  'libjs-underscore',
  'libphp-phpmailer',
  'php-getid3',
];

/** @returns the folder of the newest WordPress that Debian has. @throws Error that says why there is none. */
export async function newestWordpress(): Promise<string> {
  const wanted = { suite: 'sid', packages: WORDPRESS_PACKAGES };
  return join(await unpackedToday('wordpress', wanted), 'usr/share/wordpress');
}

/** As WordPress says it. */
export async function versionOf(root: string): Promise<string> {
  const source = await readFile(join(root, 'wp-includes/version.php'), 'utf8');
  const version = /^\$wp_version = '([^']+)';$/m.exec(source)?.[1];
  if (!version) throw new Error(`${root} is no WordPress`);
  return version;
}
