import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploymentId } from '#events';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { blockOf, blocksOf } from '../../setup/docs/blocks.js';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';
import { type Gateway, KEYS, SECRETS, ask, startTestGateway } from './fixtures.js';

const PROGRAMS: [string, string][] = [
  ['php', 'send-event.php'],
  ['sh', 'send-event.sh'],
  ['node', 'send-event.mjs'],
  ['python3', 'send_event.py'],
];

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: Gateway;
/** A reader's files: the documents, and nothing else of ours. */
let folder: string;

beforeAll(async () => {
  await ensureInstalled({
    packages: ['php-cli', 'python3', 'openssl', 'curl'],
    isThere: () => hasPrograms('php', 'python3', 'openssl', 'curl'),
  });
  folder = await mkdtemp(join(tmpdir(), 'newsletter-examples-'));
  await cp(resolve('docs'), join(folder, 'docs'), { recursive: true });
  database = await createTestDatabase();
  sandbox = await startSandbox();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
}, 600_000);

afterAll(async () => {
  await gateway?.close();
  await sandbox?.close();
  await database?.drop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

type Run = { exitCode: number; out: string; err: string };

/** Runs a program as a reader would, from the folder that holds docs/. */
function run(file: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
  const all = {
    ...process.env,
    NEWSLETTER_URL: gateway.url,
    NEWSLETTER_SITE: 'daily',
    NEWSLETTER_SECRET: SECRETS.daily,
    NEWSLETTER_KEY: KEYS.operator,
    ...env,
  };
  return new Promise((done) => {
    execFile(file, args, { cwd: folder, env: all }, (error, out, err) => {
      const exitCode = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ exitCode, out, err });
    });
  });
}

const example = (name: string) => join('docs', 'examples', name);

/** The URL of the example event's newsletter. */
async function exampleId(): Promise<string> {
  const text = await readFile(join(folder, example('event.json')), 'utf8');
  const { post } = JSON.parse(text) as { post: { id: number; uid: string } };
  return deploymentId('daily', post.id, post.uid);
}

describe.each(PROGRAMS)('the example for %s', (program, name) => {
  it('signs an event that the gateway accepts', async () => {
    const { exitCode, out, err } = await run(program, [example(name), example('event.json')]);
    expect(exitCode, `${out}${err}`).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      deploymentId: await exampleId(),
      post: { id: 4711, title: 'Morning news – Grüße' },
    });
  });

  it('shows why one is refused, and ends with 1 or more', async () => {
    const args = [example(name), example('event.json')];
    const { exitCode, out } = await run(program, args, { NEWSLETTER_SECRET: SECRETS.weekly });
    expect(exitCode).toBeGreaterThan(0);
    expect(JSON.parse(out)).toMatchObject({ status: 401, detail: expect.any(String) });
  });
});

/** Exit code of a timeout: the end of an endless stream. */
const CURL_TIME_OUT = 28;
/** Where `npm start` keeps its keys: test/integration/docs/start.spec.ts runs it. */
const KEYS_OF_START = 'cd ~';

describe('docs/api.md', () => {
  it('has commands that work, one after the other, and one that shows a refusal', async () => {
    const blocks = blocksOf('docs/api.md')
      .filter(({ language, text }) => language === 'sh' && !text.startsWith(KEYS_OF_START))
      .map(({ text }) => text);
    expect(blocks.length).toBeGreaterThan(7);
    const refused: string[] = [];
    const env = { NEWSLETTER_ID: await exampleId() };
    for (const block of blocks) {
      const { exitCode, out, err } = await run('sh', ['-ec', block], env);
      expect([0, CURL_TIME_OUT], `${block}${out}${err}`).toContain(exitCode);
      expect(out, `${block}`).not.toBe('');
      if (out.includes('urn:newsletter-connector:problem')) refused.push(out);
    }
    expect(refused).toEqual([expect.stringContaining('invalid-request')]);
  });

  it('shows the actual refusal', async () => {
    const shown = JSON.parse(blockOf('docs/api.md', '{').text) as object;
    const { body } = await ask(gateway.url, '/v1/deployments?limit=many', { key: KEYS.operator });
    expect({ ...shown, traceId: body['traceId'] }).toEqual(body);
  });
});
