import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { EventStore } from '#event-store';
import { blockOf } from '../../setup/docs/blocks.js';
import { addressOf, permittedUser } from '../../setup/docs/permitted-user.js';
import { filled } from '../../setup/docs/workbench.js';
import { Management } from '../../setup/management.js';
import { ALL_SITES, useStage } from './stage.testing.js';

const README = 'packages/newsletter-events/README.md';
const DEADLINE = { timeout: 120_000, interval: 50 };
const SPEC_MS = 300_000;
const SEND_AT = '2030-01-01T12:00:00.000Z';
const LINKED = ['@nestjs', 'amqplib', 'pg', 'reflect-metadata', 'rxjs'];

const TSC = resolve('node_modules/.bin/tsc');
const run = promisify(execFile);
const stage = useStage();
const stopped: (() => Promise<void>)[] = [];
let built: string;
let folder: string;

/** The package as on npm, built separately from this repository's, which other specs build. */
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'newsletter-events-'));
  const source = dirname(README);
  await run(TSC, ['-p', source, '--outDir', join(built, 'dist')]);
  await copyFile(join(source, 'package.json'), join(built, 'package.json'));
}, SPEC_MS);
afterAll(() => rm(built, { recursive: true, force: true }));

/** A user's project, where it is installed. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsletter-readme-'));
  await mkdir(join(folder, 'node_modules'));
  for (const name of LINKED) {
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  await cp(built, join(folder, 'node_modules/newsletter-events'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

afterEach(async () => {
  for (const stop of stopped.splice(0)) await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Its output, until the spec ends. */
function start(file: string, env: Record<string, string> = {}): { printed: string } {
  const http = { NEWSLETTER_URL: stage.http, NEWSLETTER_KEY: ALL_SITES };
  const output = { printed: '' };
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { ...process.env, ...http, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.printed += text));
  stopped.push(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  return output;
}

/** A newsletter that is scheduled at Omeda; what an example prints for it. */
async function schedule(): Promise<string> {
  await stage.save(1);
  const [first] = await stage.events();
  const store = stage.gateway.app.get(EventStore);
  const stream = { category: 'deployment' as const, id: String(first?.subject) };
  const { version, now } = await store.read(stream);
  const data = { trackId: 'FOO250101001', sendAt: SEND_AT };
  const facts = [{ type: 'DeploymentScheduled', data }];
  const metadata = { actor: { kind: 'service' as const } };
  await store.append({ stream, expectedVersion: version, facts, at: now, metadata });
  return `daily ${first?.data.postId} ${SEND_AT}\n`;
}

describe('README.md of newsletter-events', { timeout: SPEC_MS }, () => {
  it('follows what is scheduled', async () => {
    const { text } = blockOf(README, "import { fileCheckpoint, follow } from 'newsletter-events';");
    await writeFile(join(folder, 'follow.js'), text);
    const output = start('follow.js');
    const line = await schedule();
    await vi.waitFor(() => expect(output.printed).toBe(line), DEADLINE);
  });

  it('saves progress in the transaction of its effects, also when that fails halfway', async () => {
    const { url } = stage.database;
    const client = new Client({ connectionString: url });
    await client.connect();
    stopped.unshift(() => client.end());
    await client.query(blockOf(README, 'CREATE TABLE').text);
    await client.query('CREATE TABLE handled (at serial, id text)');
    const given =
      "http: process.env.NEWSLETTER_URL, key: process.env.NEWSLETTER_KEY, from: 'start',";
    const own = filled(blockOf(README, 'await follow({').text, { '// …': given });
    await writeFile(join(folder, 'once.js'), `${PROGRAM}\n${own}`);
    await stage.save(5);
    start('once.js', { DATABASE_URL: url });
    await vi.waitFor(async () => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM handled ORDER BY at');
      expect(rows.map(({ id }) => id)).toEqual(await stage.feed());
    }, DEADLINE);
  });

  it('handles what is scheduled in a Nest application, with the rights of docs/subscribing.md', async () => {
    const { url, managementUrl } = inject('rabbitmq');
    const { prefix, service } = stage;
    const management = managementUrl ? new Management(managementUrl) : undefined;
    const user = await (management && permittedUser(management, { service, prefix }));
    const { text } = blockOf(README, "import 'reflect-metadata';");
    const own = filled(text, {
      "service: 'my-service',": `service: '${service}', prefix: '${prefix}',`,
    });
    await writeFile(join(folder, 'main.ts'), own);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await run(TSC, ['-p', folder]);
    const output = start('main.js', { RABBITMQ_URL: user ? addressOf(url, user) : url });
    await vi.waitFor(() => expect(output.printed).toContain('successfully started'), DEADLINE);
    const line = await schedule();
    await vi.waitFor(() => expect(output.printed).toContain(line), DEADLINE);
    stopped.push(() => cleared(management, user?.[0]));
  });
});

/** The service's declared objects, and its user. */
async function cleared(management?: Management, user?: string): Promise<void> {
  const channel = await stage.rabbit.connection.openChannel();
  const queue = `${stage.service}.newsletters`;
  const waits = ['1000', '10000', '60000', '600000'].map((ms) => `.retry.${ms}ms`);
  for (const name of ['', '.parked', ...waits]) await channel.deleteQueue(queue + name);
  await channel.deleteExchange(`${queue}.failed`);
  if (user) await management?.delete(`/api/users/${user}`);
}

/** What the page leaves to its reader; every third transaction fails after its work, every fifth after its commit. */
const PROGRAM = `
import { follow } from 'newsletter-events';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
let count = 0;

async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    count += 1;
    if (count % 3 === 0) throw new Error('Not now');
    await client.query('COMMIT');
    if (count % 5 === 0) throw new Error('Its response is lost');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const handle = (client, { id }) => client.query('INSERT INTO handled (id) VALUES ($1)', [id]);
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    typeRoots: [resolve('node_modules/@types')],
    types: ['node'],
  },
};
