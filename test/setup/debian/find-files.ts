import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Files of an unpacked folder with matching paths; `*` is any part of a name. In alphabetical order.
 * Broken links are left out: their targets would be an installation's choice.
 */
export async function findFiles(root: string, pattern: string): Promise<string[]> {
  let found = [root];
  for (const part of pattern.split('/')) {
    const isMatch = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const within = found.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => isMatch.test(name)).map((name) => join(folder, name));
    });
    found = (await Promise.all(within)).flat().filter((path) => existsSync(path));
  }
  return found.toSorted();
}
