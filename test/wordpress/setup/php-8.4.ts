import { readdirSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackedToday } from '../../setup/debian/unpacked-today.js';

/** PHP with what WordPress needs, and the libraries of its own suite. */
const PHP = {
  suite: 'trixie',
  packages: [
    'php8.4-cli',
    'php8.4-common',
    'php8.4-mbstring',
    'php8.4-mysql',
    'php8.4-xml',
    'libargon2-1',
    'libaudit1',
    'libapparmor1',
    'libbsd0',
    'libc6',
    'libcap-ng0',
    'libcap2',
    'libedit2',
    'libgcc-s1',
    'libicu76',
    'liblzma5',
    'libmd0',
    'libpcre2-8-0',
    'libsodium23',
    'libssl3t64',
    'libstdc++6',
    'libsystemd0',
    'libtinfo6',
    'libxml2',
    'libzstd1',
    'zlib1g',
  ],
};
const EXTENSIONS = [
  'mysqlnd',
  'mysqli',
  'mbstring',
  'tokenizer',
  'ctype',
  'dom',
  'xml',
  'simplexml',
  'fileinfo',
];

/** @returns a folder for PATH, whose `php` is PHP 8.4. @throws Error that says why there is none. */
export async function php84(): Promise<string> {
  const root = await unpackedToday('php-8.4', PHP);
  const entry = (folder: string, name: RegExp) =>
    join(folder, readdirSync(join(root, folder)).find((found) => name.test(found)) ?? '');
  const libraries = entry('usr/lib', /-linux-gnu/);
  const loader = entry(libraries, /^ld-linux.*\.so/);
  const extensions = entry('usr/lib/php', /^\d{8}$/);
  const options = [
    `extension_dir="${root}/${extensions}"`,
    ...EXTENSIONS.map((name) => `extension=${name}`),
  ];
  // This machine's C library may be too old for it: it is started with its own.
  const start = `exec ${root}/${loader} --library-path ${root}/${libraries} ${root}/usr/bin/php8.4`;
  const script = `#!/bin/sh\n${start} -n ${options.map((option) => `-d '${option}'`).join(' ')} "$@"\n`;
  await mkdir(join(root, 'bin'), { recursive: true });
  await writeFile(join(root, 'bin/php'), script);
  await chmod(join(root, 'bin/php'), 0o755);
  return join(root, 'bin');
}
