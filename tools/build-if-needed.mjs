/**
 * Builds dist/ before a program of it is run, if sources have changed since and a compiler is installed. Without
 * development dependencies, the existing build is run. With --built it only records that a build has ended.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const NOTE = join(ROOT, 'dist/built');
const PROGRAMS = join(ROOT, 'dist/apps');
const SOURCES = ['apps', 'libs', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const NOT_BUILT = /\.(spec|testing)\.tsx?$/;

if (process.argv.includes('--built')) writeFileSync(NOTE, '');
else buildIfNeeded();

function buildIfNeeded() {
  const isBuilt = existsSync(PROGRAMS);
  if (isBuilt && !isChanged()) return;
  if (hasCompiler()) return build();
  if (isBuilt) {
    say('Sources are newer than dist/, and there is no compiler: running what was built before.');
    return;
  }
  say('There is neither dist/ nor a compiler to make it with. Either install that, too (npm ci),');
  say('or bring dist/ along: "npm run build" on a machine that has all of it makes it.');
  process.exitCode = 1;
}

/** tsc alone may come with production dependencies; without the types of others, and without what the console is made with, it cannot build. */
function hasCompiler() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const needed = Object.keys(devDependencies).filter((name) =>
    /^(typescript$|vite$|preact$|preact-iso$|diff$|@types\/)/.test(name),
  );
  const paths = ['tsconfig.build.json', ...needed.map((name) => `node_modules/${name}`)];
  return paths.every((path) => existsSync(join(ROOT, path)));
}

/** Of folders, too: only that changes if a file is deleted. A package without sources counts as built. */
function isChanged() {
  const { mtimeMs = 0 } = statSync(NOTE, { throwIfNoEntry: false }) ?? {};
  return SOURCES.some((name) => existsSync(join(ROOT, name)) && isNewer(join(ROOT, name), mtimeMs));
}

function isNewer(path, than) {
  const known = statSync(path);
  if (known.mtimeMs > than) return true;
  if (!known.isDirectory()) return false;
  return readdirSync(path).some((name) => !NOT_BUILT.test(name) && isNewer(join(path, name), than));
}

function build() {
  say('Building, which takes some seconds after a change …');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

/** Not on stdout: programs read that. */
function say(line) {
  process.stderr.write(`${line}\n`);
}
