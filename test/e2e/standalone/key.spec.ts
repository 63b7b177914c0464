import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort } from '#process';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postEvent } from '../../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

const APP_ID = 'k3y-that-goes-to-one-host-in-one-header';
const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const OPERATOR_KEY = 'operator-key-of-the-key-spec';
const DEADLINE_MS = 50_000;

let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let child: ChildProcess;
let url: string;
let wire: { server: Server; port: number; sent: string[]; sockets: Set<Socket> };
let logged = '';
const answered: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox({
    audienceLoadMs: 50,
    brands: [{ abbreviation: 'DEMO', appIds: [APP_ID], users: ['owner'] }],
  });
  wire = await listenIn(Number(new URL(sandbox.url).port));
  folder = await mkdtemp(join(tmpdir(), 'newsletter-key-'));
  const host = '127.0.0.1';
  const port = await findPort({ port: 24_100, host, isPortNamed: false, setting: 'PORT' });
  url = `http://${host}:${port}`;
  await start(port);
});

afterAll(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const socket of wire.sockets) socket.destroy();
  wire.server.close();
  await sandbox.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A connection to Omeda on which everything sent is read. */
async function listenIn(to: number): Promise<typeof wire> {
  const sent: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const omeda = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [socket, omeda],
      [omeda, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    socket.on('data', (bytes) => sent.push(bytes.toString('latin1')));
    socket.pipe(omeda).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { server, port, sent, sockets };
}

/** The standalone process, with its most verbose log. */
async function start(port: number): Promise<void> {
  const demo = {
    environment: 'sandbox',
    baseUrl: `http://127.0.0.1:${wire.port}`,
    appId: { env: 'APP_ID' },
    ownerUserId: 'owner',
    mailbox: 'news',
    callTimeoutSeconds: 1,
  };
  const sites = {
    brands: { DEMO: demo },
    sites: { daily: { brand: 'DEMO', signingSecrets: [{ env: 'SECRET' }] } },
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
  };
  const sitesFile = join(folder, 'sites.json');
  await writeFile(sitesFile, JSON.stringify(sites));
  child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      RABBITMQ_URL: '',
      SITES_FILE: sitesFile,
      DATA_DIR: folder,
      APP_ID,
      SECRET,
      OPERATOR_KEY,
      PORT: String(port),
      HOST: '127.0.0.1',
      DELAY_FACTOR: '0.005',
      LEASE_MARGIN_SECONDS: '1',
      LOG_LEVEL: 'trace',
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => (logged += bytes.toString()));
  }
  await until('it is ready', async () => (await fetch(`${url}/health/ready`)).ok);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > end) throw new Error(`It never came to: ${what}\n${logged}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function published(id: number): Promise<void> {
  const type = 'post.published';
  const post = { id, uid: `00000000-0000-4000-8000-00000000000${id}`, status: 'publish' };
  const event = { type, sequence: id, occurredAt: new Date().toISOString(), post };
  const body = JSON.stringify(
    postEvent({ ...event, deploymentType: { omedaDeploymentTypeId: 1 } }),
  );
  const headers = signedHeaders({ secret: SECRET, body });
  const response = await fetch(`${url}/v1/sites/daily/events`, { method: 'POST', body, headers });
  answered.push(await response.text());
}

async function get(path: string): Promise<string> {
  const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
  const response = await fetch(`${url}/${path}`, { headers });
  const text = await response.text();
  answered.push(text);
  return text;
}

async function statusOf(post: number): Promise<string> {
  const text = await get(`v1/sites/daily/posts/${post}/deployment`);
  return (JSON.parse(text) as { status: string }).status;
}

/** Every row of every table. */
async function stored(): Promise<string> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    found.push(...rows.map(({ row }) => row));
  }
  await client.end();
  return found.join('\n');
}

/** Omeda repeats the key in its words, loses replies, hangs, and refuses the key for a while. */
async function sufferFaults(): Promise<void> {
  const { faults, brands } = sandbox.world;
  const text = `The app ${APP_ID} did something.`;
  faults.add({ call: 'create', drop: true, when: 'after' });
  faults.add({ call: 'audience-add', status: 503, text });
  faults.add({ call: 'audience-add', hang: true });
  faults.add({ call: 'content', warnings: [text] });
  await published(1);
  await until('the first is scheduled', async () => (await statusOf(1)) === 'scheduled');
  const brand = brands.get('DEMO');
  if (brand) brand.appIdRevoked = true;
  await published(2);
  await until('the brand is held', async () => (await get('v1/doctor')).includes('forbidden'));
  if (brand) brand.appIdRevoked = false;
  faults.add({ call: 'sendtest', status: 400, text });
  await until('the second has failed', async () => (await statusOf(2)) === 'failed');
}

describe('the key after a run with faults', () => {
  it('is in no log, error, event, message, URL, or response, and in only one header', async () => {
    await sufferFaults();
    const list = JSON.parse(await get('v1/deployments')) as { deployments: { id: string }[] };
    for (const { id } of list.deployments) {
      await get(`v1/deployments/${id}`);
      await get(`v1/deployments/${id}/events`);
    }
    const others = ['v1/sites/daily/deployment-types', 'v1/events', 'health/ready', 'docs-json'];
    for (const path of [...others, 'metrics', 'v1/nowhere']) await get(path);

    const output = answered.join('\n');
    expect(output).toContain('The app [app id] did something.');
    expect(output).not.toContain(APP_ID);
    const rows = await stored();
    expect(rows).toContain('The app [app id] did something.');
    expect(rows).not.toContain(APP_ID);
    expect(logged).not.toBe('');
    expect(logged).not.toContain(APP_ID);

    const sent = wire.sent.join('');
    expect(sent).toContain(`x-omeda-appid: ${APP_ID}\r\n`);
    expect(sent.replaceAll(`x-omeda-appid: ${APP_ID}\r\n`, '')).not.toContain(APP_ID);
    expect(JSON.stringify(sandbox.world.ledger)).not.toContain(APP_ID);
  });
});
