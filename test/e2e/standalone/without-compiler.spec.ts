import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

const DEADLINE_MS = 120_000;
let database: TestDatabase;
let tree: string;

/** What a package brings along and `npm ci --omit=dev` installs, without the network. */
function copyPackage(): void {
  for (const name of [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'tools',
    'dist/apps',
    'dist/libs',
    'dist/built',
  ]) {
    cpSync(name, join(tree, name), { recursive: true, preserveTimestamps: true });
  }
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  // Nested packages come with their parent. Not installed here: binaries of other machines.
  const paths = Object.keys(lock.packages).filter(
    (path) =>
      path.split('node_modules').length === 2 && existsSync(path) && !lock.packages[path]?.dev,
  );
  for (const path of paths) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    const into = join(tree, path);
    // Hard links if the file system has them: some hundred megabytes.
    if (spawnSync('cp', ['-al', path, into]).status !== 0) cpSync(path, into, { recursive: true });
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  tree = mkdtempSync(join(tmpdir(), 'newsletter-package-'));
  copyPackage();
});

afterAll(async () => {
  rmSync(tree, { recursive: true, force: true });
  await database?.drop();
});

function environment(settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { RABBITMQ_URL: _broker, SITES_FILE: _sites, ...rest } = process.env;
  const dataDir = join(tree, 'data');
  return {
    ...rest,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    SANDBOX_PORT: '0',
    LOG_LEVEL: 'fatal',
    ...settings,
  };
}

/** A script of package.json, with nothing of this repository in reach. */
function script(...args: string[]) {
  return spawnSync('npm', ['run', '--silent', ...args], {
    cwd: tree,
    env: environment(),
    encoding: 'utf8',
  });
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  // The whole group, as Ctrl-C on a terminal does.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  return child.exitCode;
}

describe('a package without its development dependencies', () => {
  it(
    'starts, responds, and stops',
    async () => {
      const child = spawn('npm', ['start'], { cwd: tree, env: environment(), detached: true });
      let printed = '';
      const isUp = new Promise<string>((resolve, reject) => {
        const read = (text: Buffer) => {
          printed += text.toString();
          const url = /REST +(\S+)[^]*Press Ctrl-C to stop/.exec(printed)?.[1];
          if (url) resolve(url);
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
        child.once('exit', () => reject(new Error(`It ended before it was up:\n${printed}`)));
      });
      const url = await isUp;
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await (await fetch(`${url}/console`)).text()).toContain('/console/assets/');
      expect(printed).not.toContain('Building');
      await stop(child);
    },
    DEADLINE_MS,
  );

  it('has its command line', () => {
    const { stdout, status } = script('newsletter', '--', '--version');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  it('runs the existing build if sources are newer, and says so', () => {
    const now = new Date();
    utimesSync(join(tree, 'package.json'), now, now);
    const { stdout, stderr, status } = script('newsletter', '--', '--version');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d/)]);
    expect(stderr).toContain('no compiler: running what was built before');
  });

  it('says what to do if nothing was built either', () => {
    rmSync(join(tree, 'dist/apps'), { recursive: true });
    const { stderr, status } = script('newsletter', '--', '--version');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/npm ci[^]*npm run build/)]);
  });
});
