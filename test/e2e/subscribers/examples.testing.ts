import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, inject, vi } from 'vitest';
import { blockOf } from '../../setup/docs/blocks.js';
import { ALL_SITES, useStage } from './stage.testing.js';

const DEADLINE = { timeout: 90_000, interval: 50 };

/** The page's command to print all events. */
const SHOWN = blockOf('docs/subscribing.md', 'export RABBITMQ_URL').text;

/** `cwd`: where the page's dependencies are installed; by default, a folder of the spec. */
export type Example = { command: string; args: string[]; env?: Record<string, string> };

/** Examples of the page, run as separate programs. */
export function useExamples() {
  const stage = useStage();
  const children: ChildProcess[] = [];
  let folder: string;
  let queue: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newsletter-example-'));
    queue = `${stage.service}.newsletters`;
  });

  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const channel = await stage.rabbit.connection.openChannel();
    await channel.deleteQueue(queue);
    await channel.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Its output: `subject streamversion type data`, one event per line. */
  function start({ command, args, env = {} }: Example): string[] {
    const exported: Record<string, string> = {
      RABBITMQ_URL: inject('rabbitmq').url,
      NEWSLETTER_URL: stage.http,
      NEWSLETTER_KEY: ALL_SITES,
    };
    expect(SHOWN.match(/\b[A-Z_]+(?==)/g)).toEqual(Object.keys(exported));
    const own = { RABBITMQ_PREFIX: stage.prefix, QUEUE: queue };
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...env, ...exported, ...own },
      stdio: ['ignore', 'pipe', 'inherit'],
      // "go run" starts what it has built: both end together.
      detached: true,
    });
    children.push(child);
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return lines;
  }

  const feed = async () =>
    (await stage.events()).map(({ subject, streamversion, type }) => {
      return `${subject} ${streamversion} ${type}`;
    });

  return {
    /** Where it runs, and where the page's dependencies are installed. */
    get folder() {
      return folder;
    },
    /** It joins late, while more happens, and misses and repeats nothing. */
    joinsLate: async (example: Example): Promise<void> => {
      await stage.save(20);
      const lines = start(example);
      await vi.waitFor(async () => {
        await stage.save(1);
        expect(lines.length).toBeGreaterThan(0);
      }, DEADLINE);
      for (let round = 0; round < 2; round += 1) {
        await stage.save(20);
        await vi.waitFor(async () => {
          expect(lines.map(withoutData)).toEqual(await feed());
        }, DEADLINE);
      }
    },
  };
}

const withoutData = (line: string) => line.split(' ').slice(0, 3).join(' ');

/** The page's command for a program, after installing its dependencies. @throws Error if it fails. */
export function exampleOf(program: string): string {
  const [, file] = new RegExp(`&& ${program} (\\S+)$`, 'm').exec(SHOWN) ?? [];
  if (!file) throw new Error(`The page runs nothing with ${program}.`);
  return file;
}
