import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A start that takes long, as a migration does, and what it has opened so far. */
const START = `
  const { runProcess } = await import('./dist/libs/process/src/index.js');
  runProcess('spec', (opened) => {
    opened.add({ close: async () => console.log('closed') });
    console.log('Starting');
    setInterval(() => undefined, 1_000);
    return new Promise(() => undefined);
  });`;

/** Finishing what is in progress takes a moment. */
const RUN = `
  const { runProcess } = await import('./dist/libs/process/src/index.js');
  setInterval(() => undefined, 1_000);
  runProcess('spec', async () => ({
    lines: ['All is up'],
    close: () => new Promise((end) => setTimeout(() => end(console.log('closed')), 300)),
  }));`;

const COMES = { timeout: 120_000, interval: 10 };
let folder: string;
let child: ChildProcess;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsletter-stopped-'));
  // Root's PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  printed = '';
});

afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** As on a fresh machine. */
function run(command: string, ...args: string[]): Promise<unknown[]> {
  const { DATABASE_URL: _database, RABBITMQ_URL: _broker, ...rest } = process.env;
  const env = { ...rest, DATA_DIR: folder, TMPDIR: folder, PORT: '0', SANDBOX_PORT: '0' };
  child = spawn(command, args, { env });
  const read = (bytes: Buffer) => (printed += bytes.toString());
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  return once(child, 'close');
}

const says = (words: string) => vi.waitFor(() => expect(printed).toContain(words), COMES);
const evaluate = (script: string) => run(process.execPath, '--input-type=module', '--eval', script);

/** A server runs for as long as its pid file is there. */
function serversIn(path: string): string[] {
  const files = readdirSync(path, { recursive: true }).map(String);
  return files.filter((file) => file.endsWith('postmaster.pid'));
}

describe('a process that is still starting', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    'closes what it opened and ends at %s, also as the first of a container',
    async (signal, code) => {
      const exit = evaluate(START);
      await says('Starting');
      child.kill(signal);
      // It ends on its own: the system does not end the first process of a container.
      expect(await exit).toEqual([code, null]);
      expect(printed).toContain('closed');
    },
  );

  it('leaves no PostgreSQL running that it started', async () => {
    const exit = run(process.execPath, 'dist/apps/standalone/src/main.js');
    await vi.waitFor(() => expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(true), {
      ...COMES,
    });
    child.kill('SIGTERM');
    expect(await exit).toEqual([143, null]);
    expect(serversIn(folder)).toEqual([]);
  });
});

describe('a demo that is stopped', () => {
  it('leaves no PostgreSQL running, and no folder', async () => {
    const exit = run(process.execPath, 'dist/apps/standalone/src/demo/main.js');
    await vi.waitFor(() => expect(serversIn(folder)).toHaveLength(1), COMES);
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    expect(readdirSync(folder).filter((name) => name.startsWith('newsletter-demo-'))).toEqual([]);
  });
});

describe('a running process', () => {
  it('takes two signals of one Ctrl-C, from the terminal and through npm, as one', async () => {
    const exit = evaluate(RUN);
    await says('All is up');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(printed).toContain('closed');
  });

  it('ends in order if only npm gets the signal', async () => {
    const exit = run('npm', 'start');
    await says('Press Ctrl-C to stop');
    child.kill('SIGTERM');
    await exit;
    expect(printed).toContain('Finishing the work in progress');
    expect(serversIn(folder)).toEqual([]);
  });
});
