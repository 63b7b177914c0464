import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Files of an unpacked folder whose path is of a pattern; `*` is any part of a name. In alphabetical order.
 * Links that lead nowhere are left out: to what an installation would choose.
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
