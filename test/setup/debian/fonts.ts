import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnce } from './write-once.js';

/** Fonts that were unpacked, beside the machine's own, in the order that Debian prefers them. */
export async function fontsOf(root: string): Promise<Record<string, string>> {
  if (!existsSync(join(root, 'usr/share/fonts'))) return {};
  const configuration = join(root, '.fonts/fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    include('/etc/fonts/fonts.conf'),
    // A folder that is named in it is looked for in /etc/fonts.
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
