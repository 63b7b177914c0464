import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findFiles } from './find-files.js';
import { writeOnce } from './write-once.js';

const MODULES = 'usr/share/php*/*/*.ini';
const LIBRARIES = 'usr/lib/php/*/*.so';
const SETTINGS = 'usr/lib/php/*/php.ini-production.cli';
/** Modules load in this order, and those without one last, as Debian's own tools do it. */
const PRIORITY = /^; priority=(\d+)$/m;
const LOADS = /^((?:zend_)?extension=)(\S+\.so)$/gm;

/** What PHP's installation would enable: its settings, and modules beside the machine's own. */
export async function phpOf(root: string): Promise<Record<string, string>> {
  const libraries = await findFiles(root, LIBRARIES);
  const modules = await findFiles(root, MODULES);
  if (modules.length === 0) return {};
  const folder = join(root, '.php');
  for (const path of modules) {
    const text = await readFile(path, 'utf8');
    const [, priority = '20'] = PRIORITY.exec(text) ?? [];
    const moved = text.replaceAll(LOADS, (_, begins: string, name: string) => {
      return `${begins}${libraries.find((library) => basename(library) === name) ?? name}`;
    });
    await writeOnce(join(folder, `${priority}-${basename(path)}`), moved);
  }
  const [settings] = await findFiles(root, SETTINGS);
  // An empty name is the folder that PHP would search without this.
  return { PHP_INI_SCAN_DIR: `:${folder}`, ...(settings ? { PHPRC: settings } : {}) };
}
