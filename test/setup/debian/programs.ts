import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findFiles } from './find-files.js';
import { fontsOf } from './fonts.js';
import { librariesOf } from './libraries.js';
import { phpOf } from './php.js';
import { writeOnce } from './write-once.js';

/** Later ones contain what earlier ones only start, by paths of an installation. */
const FOLDERS = ['usr/sbin', 'usr/bin', 'usr/lib/postgresql/*/bin', 'usr/lib/chromium'];
/** Debian's link to the version that an administrator has chosen. */
const CHOSEN = /^(php)\d+\.\d+$/;
/** Programs with paths to their own files. */
const OPTIONS: Record<string, (root: string) => string> = {
  mariadbd: (root) => ` --basedir=${root}/usr`,
  'mariadb-install-db': (root) => ` --basedir=${root}/usr`,
};

/**
 * Unpacked programs run as if they were installed.
 * @returns a folder for PATH, with a script for each that starts it among its own libraries, fonts, and settings.
 */
export async function programsOf(root: string): Promise<string> {
  const variables = {
    LD_LIBRARY_PATH: await librariesOf(root),
    ...(await fontsOf(root)),
    ...(await phpOf(root)),
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  const folder = join(root, '.programs');
  for (const [name, path] of await programsIn(root)) {
    const options = OPTIONS[name]?.(root) ?? '';
    const script = ['#!/bin/sh', ...lines, `exec '${path}' "$@"${options}`, ''].join('\n');
    await writeOnce(join(folder, name), script, 0o755);
  }
  return folder;
}

async function programsIn(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const path of (await findFiles(root, `${folder}/*`)).filter(isProgram)) {
      const name = basename(path);
      found.set(name, path);
      const [, chosen] = CHOSEN.exec(name) ?? [];
      if (chosen) found.set(chosen, path);
    }
  }
  return found;
}

function isProgram(path: string): boolean {
  const entry = statSync(path);
  return entry.isFile() && (entry.mode & 0o111) !== 0;
}
