import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnce } from './write-once.js';

/** Rules that an installation enables: without them, letters are wider than on other machines. */
const CHOSEN = ['10-hinting-slight.conf', '70-no-bitmaps.conf'];

/** Unpacked fonts, beside the machine's own, in Debian's order of preference. */
export async function fontsOf(root: string): Promise<Record<string, string>> {
  if (!existsSync(join(root, 'usr/share/fonts'))) return {};
  const configuration = join(root, '.fonts/fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    include('/etc/fonts/fonts.conf'),
    ...CHOSEN.map((name) => include(join(root, 'usr/share/fontconfig/conf.avail', name))),
    // A folder that is named in it is searched in /etc/fonts.
    include(join(root, 'etc/fonts/fonts.conf')),
    include(join(root, 'etc/fonts/conf.d')),
    `<dir>${root}/usr/share/fonts</dir>`,
    `<cachedir>${root}/.fonts/cache</cachedir>`,
    '</fontconfig>',
    '',
  ];
  await writeOnce(configuration, lines.join('\n'));
  return { FONTCONFIG_FILE: configuration };
}

function include(path: string): string {
  return `<include ignore_missing="yes">${path}</include>`;
}
