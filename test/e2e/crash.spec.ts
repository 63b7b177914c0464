import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { type TestDatabase, createTestDatabase, moveClock } from '../setup/database.js';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const KEY = 'site-key-of-the-crash-spec';
const DEADLINE_MS = 90_000;
/** Longer than a lease. */
const LEASE_MS = 60_000;

let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let child: ChildProcess | undefined;
let url: string;
let offsetMs = 0;

beforeEach(async () => {
  offsetMs = 0;
  database = await createTestDatabase();
  sandbox = await startSandbox({ audienceLoadMs: 50 });
  folder = await mkdtemp(join(tmpdir(), 'newsletter-crash-'));
  await writeFile(join(folder, 'sites.json'), JSON.stringify(sitesFile(sandbox.url)));
  url = `http://127.0.0.1:${await freePort()}`;
});

afterEach(async () => {
  await kill();
  await sandbox.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function sitesFile(baseUrl: string) {
  return {
    brands: {
      DEMO: {
        environment: 'sandbox',
        baseUrl,
        appId: { env: 'APP_ID' },
        ownerUserId: 'owner',
        mailbox: 'news',
        callTimeoutSeconds: 5,
      },
    },
    sites: {
      daily: { brand: 'DEMO', signingSecrets: [{ env: 'SECRET' }], siteKeys: [{ env: 'KEY' }] },
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** The standalone process as `npm start` runs it. */
async function start(): Promise<void> {
  child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SITES_FILE: join(folder, 'sites.json'),
      DATA_DIR: folder,
      APP_ID: 'demo-app-id',
      SECRET,
      KEY,
      PORT: new URL(url).port,
      DELAY_FACTOR: '0.005',
      LOG_LEVEL: 'fatal',
    },
  });
  await until('it answers', async () => (await fetch(`${url}/health/ready`)).ok);
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  for (;;) {
    const so = await Promise.resolve()
      .then(isSo)
      .catch(() => false);
    if (so) return;
    if (performance.now() > end) throw new Error(`It never came to: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function send(type: string, status: string, sequence: number): Promise<void> {
  const occurredAt = new Date().toISOString();
  const changes = { type, sequence, occurredAt, post: { status } };
  const body = JSON.stringify(
    postEvent({ ...changes, deploymentType: { omedaDeploymentTypeId: 1 } }),
  );
  const headers = signedHeaders({ secret: SECRET, body });
  const answer = await fetch(`${url}/v1/sites/daily/events`, { method: 'POST', body, headers });
  expect(answer.status).toBe(202);
}

async function status(): Promise<string> {
  const answer = await fetch(`${url}/v1/sites/daily/posts/42/deployment`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  return ((await answer.json()) as { status: string }).status;
}

const effects = (name: string) =>
  sandbox.world.ledger.entries.filter(({ call, effect }) => call === name && effect).length;

/** Kills as soon as Omeda has done this call, so that its outcome may not be recorded. */
async function killAfter(call: string): Promise<void> {
  await until(`${call} at Omeda`, () => effects(call) > 0);
  await kill();
  offsetMs += LEASE_MS;
  await moveClock(database.url, offsetMs);
  // Time passes for Omeda, too: a test is identified by its time.
  sandbox.world.clock.advance(LEASE_MS);
  await start();
}

describe('a process killed with SIGKILL in mid-chain and started again', () => {
  it('continues after each step, and nothing is twice at Omeda', { timeout: 300_000 }, async () => {
    await start();
    await send('post.saved', 'draft', 1);
    for (const call of ['create', 'audience-add', 'content']) await killAfter(call);
    await until('content at Omeda', async () => (await status()) === 'content-updated');
    await send('post.published', 'publish', 2);
    for (const call of ['sendtest', 'schedule']) await killAfter(call);
    await until('scheduled', async () => (await status()) === 'scheduled');
    expect(sandbox.world.deployments.size).toBe(1);
    const once = ['create', 'audience-add', 'sendtest', 'schedule'];
    expect(once.map((call) => [call, effects(call)])).toEqual(once.map((call) => [call, 1]));
  });
});
