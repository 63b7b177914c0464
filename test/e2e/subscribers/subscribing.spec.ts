import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { CloudEvent } from '#events';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { type Python, pythonWithPika } from '../../setup/python-with-pika.js';
import { RabbitRig } from '../../integration/messaging/rabbit-rig.js';
import { type RunningRelay, startRelay } from '../../integration/relay/start-relay.js';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../gateway/fixtures.js';

const DEADLINE = { timeout: 90_000, interval: 50 };
const SPEC_MS = 240_000;

const SHOWN = blockOf('docs/subscribing.md', 'export RABBITMQ_URL').text;

/** What the page runs with `node` or `python3`, once what it needs is installed. */
function example(program: 'node' | 'python3'): string {
  const [, file] = new RegExp(`&& ${program} (\\S+)$`, 'm').exec(SHOWN) ?? [];
  if (!file) throw new Error(`The page runs nothing with ${program}.`);
  return file;
}

let database: TestDatabase;
let gateway: Gateway;
let rabbit: RabbitRig;
let relay: RunningRelay;
let prefix: string;
let queue: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  rabbit = await RabbitRig.open();
  const { names, delaysMs } = rabbit.topology;
  prefix = names.events.replace(/\.events$/, '');
  queue = `${prefix}.subscriber`;
  const brokerUrl = inject('rabbitmq').url;
  relay = await startRelay({ databaseUrl: database.url, brokerUrl, prefix, delaysMs });
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await relay?.close();
  const channel = await rabbit.connection.openChannel();
  await channel.deleteQueue(queue);
  await channel.close();
  await rabbit?.close();
  await gateway?.close();
  await database?.drop();
});

/** Where the package is installed, as `npm install` does it. */
async function installed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-example-'));
  await mkdir(join(folder, 'node_modules'));
  const source = resolve('packages/newsletter-events');
  await promisify(execFile)('npm', ['run', 'build'], { cwd: source });
  await symlink(source, join(folder, 'node_modules', 'newsletter-events'));
  return folder;
}

/** What the example says: `subject streamversion type data`, one event a line. */
function start(command: string, file: string, env: Record<string, string> = {}): string[] {
  const exported: Record<string, string> = {
    RABBITMQ_URL: inject('rabbitmq').url,
    NEWSLETTER_URL: gateway.url,
    NEWSLETTER_KEY: KEYS.operator,
  };
  expect(SHOWN.match(/\b[A-Z_]+(?==)/g)).toEqual(Object.keys(exported));
  const own = { RABBITMQ_PREFIX: prefix, QUEUE: queue };
  const child = spawn(command, [file], {
    env: { ...process.env, ...env, ...exported, ...own },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return lines;
}

async function savePosts(from: number, to: number): Promise<void> {
  for (let id = from; id <= to; id += 1) {
    await sendEvent(
      gateway.url,
      postEvent({ post: { id: ((id - 1) % 20) + 1, html: `<p>${id}</p>` }, sequence: id }),
    );
  }
}

async function feed(): Promise<string[]> {
  const { body } = await ask(gateway.url, '/v1/events?limit=1000', { key: KEYS.operator });
  const events = body['events'] as CloudEvent[];
  return events.map(({ subject, streamversion, type }) => `${subject} ${streamversion} ${type}`);
}

const withoutData = (line: string) => line.split(' ').slice(0, 3).join(' ');

async function promises(startExample: () => string[]): Promise<void> {
  await savePosts(1, 20);
  const lines = startExample();
  // While it joins, more happens.
  await vi.waitFor(async () => {
    await sendEvent(gateway.url, postEvent({ post: { id: 500 + lines.length } }));
    expect(lines.length).toBeGreaterThan(0);
  }, DEADLINE);
  await savePosts(21, 40);
  await vi.waitFor(async () => expect(lines.map(withoutData)).toEqual(await feed()), DEADLINE);
  await savePosts(41, 60);
  await vi.waitFor(async () => expect(lines.map(withoutData)).toEqual(await feed()), DEADLINE);
}

describe('a service that joins late', () => {
  it(
    'catches up over HTTP and follows the exchange without gap or repeat, in Node',
    async () => {
      await promises(() => start(process.execPath, example('node')));
    },
    SPEC_MS,
  );

  it(
    'does so with the package, over HTTP alone',
    async () => {
      const folder = await installed();
      const { text } = blockOf('docs/subscribing.md', 'export NEWSLETTER_URL');
      expect(text.match(/\b[A-Z_]+(?==)/g)).toEqual(['NEWSLETTER_URL', 'NEWSLETTER_KEY']);
      const [, file = ''] = /^npm install newsletter-events && node (\S+)$/m.exec(text) ?? [];
      await copyFile(file, join(folder, 'follow.mjs'));
      const checkpoint = { CHECKPOINT: join(folder, 'checkpoint.json') };
      await promises(() => start(process.execPath, join(folder, 'follow.mjs'), checkpoint));
    },
    SPEC_MS,
  );

  it(
    'does so in Python, too',
    async () => {
      const python: Python = await pythonWithPika();
      await promises(() => start(python.command, example('python3'), python.env));
    },
    SPEC_MS,
  );
});
