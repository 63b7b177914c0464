import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Files, ROOT, toJavaScript } from './compiler.js';

const FOLDERS = [
  'libs/events/src',
  'libs/deployment/src',
  'libs/deployment/spec',
  'libs/omeda-client/src',
  'apps/deployer/src',
];

const IMPORTS = {
  '#events': './libs/events/src/index.js',
  '#deployment': './libs/deployment/src/index.js',
  '#omeda-client': './libs/omeda-client/src/index.js',
  '#event-store': './event-store.js',
};

/** Domain and deployer as JavaScript with these files, in their own folder. */
export function built(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'adding-a-step-'));
  const sources = new Map(FOLDERS.flatMap(sourcesIn));
  for (const [path, text] of [...sources, ...Object.entries(files)]) {
    const target = join(folder, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, toJavaScript(text));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', imports: IMPORTS }));
  // The runner names its input, and the specs give it something else.
  writeFileSync(join(folder, 'event-store.js'), 'export class Snapshots {}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function sourcesIn(folder: string): [string, string][] {
  const names = readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name))
    .map((path) => [path, readFileSync(resolve(ROOT, path), 'utf8')]);
}
