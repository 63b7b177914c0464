import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TEMPLATE = 'libs/newsletter-html/src/fragment/templates/newsletter.html';
/** What nest start runs, and reads beside it. */
const APPS: [app: string, read: string[]][] = [
  ['gateway', [TEMPLATE]],
  ['deployer', []],
  ['standalone', [TEMPLATE]],
  ['sandbox', []],
  ['cli', []],
];
const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
const LIMIT_MS = 300_000;

let folder: string;

beforeAll(async () => {
  // Nest's CLI writes only within the project; its earlier output is not touched.
  await mkdir('dist', { recursive: true });
  folder = await mkdtemp(join('dist', 'nest-build-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Like the build, for one app and elsewhere; `npm run types` has checked the types. */
async function configOf(app: string): Promise<string> {
  const root = relative(folder, '.');
  const file = join(folder, `${app}.json`);
  const config = {
    extends: `${root}/tsconfig.build.json`,
    compilerOptions: { outDir: app, incremental: false, tsBuildInfoFile: null, noCheck: true },
    files: [`${root}/apps/${app}/src/main.ts`],
    include: [],
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

describe('nest build', () => {
  it.each(APPS)(
    '%s makes all that nest start runs',
    async (app, read) => {
      const build = [NEST, 'build', app, '--path', await configOf(app)];
      await promisify(execFile)(process.execPath, build);
      const files = [`apps/${app}/src/main.js`, ...read].map((file) => join(folder, app, file));
      expect(files.filter((file) => !existsSync(file))).toEqual([]);
    },
    LIMIT_MS,
  );
});
