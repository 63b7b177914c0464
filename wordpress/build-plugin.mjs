/**
 * Makes the zip that WordPress installs: the plugin's folder as it is and a template for translators, if its
 * version is the same in all places that name it.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { template } from './template.mjs';
import { zip } from './zip.mjs';

const NAME = 'omeda-newsletter-connector';
const SOURCE = join(import.meta.dirname, NAME);
const TARGET = join(import.meta.dirname, '..', 'dist');

/** @returns {string} @throws {Error} that names the places that disagree. */
function version() {
  const main = readFileSync(join(SOURCE, `${NAME}.php`), 'utf8');
  const readme = readFileSync(join(SOURCE, 'readme.txt'), 'utf8');
  const named = {
    'the header of the main file': /^ \* Version:\s+(\S+)$/m.exec(main)?.[1],
    'its constant VERSION': /^const VERSION\s+= '([^']+)';$/m.exec(main)?.[1],
    "readme.txt's stable tag": /^Stable tag: (\S+)$/m.exec(readme)?.[1],
  };
  const versions = new Set(Object.values(named));
  const [one] = versions;
  if (versions.size > 1 || !one) {
    throw new Error(`The plugin's version must be the same everywhere: ${JSON.stringify(named)}`);
  }
  return one;
}

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map((entry) => join(entry.parentPath, entry.name))
  .toSorted()
  .map((path) => ({
    name: `${NAME}/${relative(SOURCE, path).split(sep).join('/')}`,
    data: readFileSync(path),
  }));
files.push({ name: `${NAME}/languages/${NAME}.pot`, data: Buffer.from(template(files)) });
const path = join(TARGET, `${NAME}-${version()}.zip`);
mkdirSync(TARGET, { recursive: true });
// Written as a whole or not at all.
writeFileSync(`${path}.${process.pid}`, zip(files));
renameSync(`${path}.${process.pid}`, path);
process.stdout.write(`${relative(process.cwd(), path)}: ${files.length} files\n`);
