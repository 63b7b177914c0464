import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../../e2e/gateway/fixtures.js';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { Workbench, filled } from '../../setup/docs/workbench.js';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';

const LIMIT_MS = 240_000;
const OPERATING = 'docs/operating.md';

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: Gateway;
let workbench: Workbench;

beforeAll(async () => {
  const isThere = () => hasPrograms('pg_dump', 'curl');
  await ensureInstalled({ packages: ['postgresql-client', 'curl'], isThere });
  database = await createTestDatabase();
  sandbox = await startSandbox();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
  workbench = await Workbench.open({
    DATABASE_URL: database.url,
    NEWSLETTER_URL: gateway.url,
    NEWSLETTER_KEY: KEYS.operator,
  });
}, LIMIT_MS);

afterAll(async () => {
  await workbench?.close();
  await gateway?.close();
  await sandbox?.close();
  await database?.drop();
});

/** Post 42 of daily, saved by person 3; or another one. */
async function savePost(post: { id?: number; uid?: string } = {}): Promise<string> {
  const { body } = await sendEvent(gateway.url, postEvent({ sequence: Date.now(), post }));
  return String(body['deploymentId']);
}

async function park(...ids: string[]): Promise<void> {
  for (const id of ids) {
    await execute(
      database.url,
      `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
       VALUES ('${id}', 'due:1', 1, connector_now(), connector_now(), 1, 'Reason')`,
    );
  }
}

async function parked(): Promise<number> {
  const { body } = await ask(gateway.url, '/v1/parked', { key: KEYS.operator });
  return (body['parked'] as unknown[]).length;
}

describe('docs/operating.md', { timeout: LIMIT_MS }, () => {
  it('rebuilds status', async () => {
    await savePost();
    const printed = await workbench.succeeds(blockOf(OPERATING, 'npm run rebuild').text);
    expect(printed).toContain('Status of 1 deployment(s) rebuilt');
  });

  it('erases a post and a person', async () => {
    const path = `/v1/deployments/${await savePost()}`;
    await ask(gateway.url, `${path}/cancel`, { method: 'POST', key: KEYS.daily });
    await workbench.succeeds(blockOf(OPERATING, 'npm run newsletter -- erase').text);
    const { text } = await ask(gateway.url, `${path}/events`, { key: KEYS.daily });
    expect(text).toContain('a person whose data was erased');
    expect((await ask(gateway.url, `${path}/content`, { key: KEYS.daily })).status).toBe(404);
  });

  it('backs up events apart from the keys of people', async () => {
    await savePost();
    await workbench.succeeds(blockOf(OPERATING, 'pg_dump').text);
    const [events = ''] = readdirSync(workbench.clone).filter((name) =>
      /^events-.*sql$/.test(name),
    );
    const textOf = (name: string) => readFileSync(join(workbench.clone, name), 'utf8');
    expect(textOf(events)).toMatch(/^COPY public\.event \(/m);
    expect(textOf(events)).not.toMatch(/^COPY public\.person_key/m);
    expect(textOf('keys.sql')).toMatch(/^COPY public\.person_key[^]*^\S+\t/m);
  });

  it('restores events and the keys of people into an empty database', async () => {
    await savePost();
    await workbench.succeeds(blockOf(OPERATING, 'pg_dump').text);
    const backup = readdirSync(workbench.clone).find((name) => /^events-.*sql$/.test(name)) ?? '';
    const { text } = blockOf(OPERATING, 'psql --quiet');
    const written = /events-[\d-]+\.sql/.exec(text)?.[0] ?? '?';
    const name = `restored_${randomUUID().slice(0, 8)}`;
    const DATABASE_URL = Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
    await execute(database.url, `CREATE DATABASE ${name}`);
    try {
      await workbench.succeeds(filled(text, { [written]: backup }), { DATABASE_URL });
      const count = 'SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM person_key)';
      const counted = `psql --tuples-only --no-align --command '${count}' "$DATABASE_URL"`;
      const before = await workbench.succeeds(counted);
      expect(before).toMatch(/^[1-9]\d*\|[1-9]/);
      expect(await workbench.succeeds(counted, { DATABASE_URL })).toBe(before);
    } finally {
      await execute(database.url, `DROP DATABASE ${name}`);
    }
  });

  it('compares the store with Omeda after a restore', async () => {
    const { text } = blockOf(OPERATING, 'npm run newsletter -- doctor --after-restore');
    expect(await workbench.succeeds(text)).toMatch(/epoch/i);
  });

  it('lists, shows, redrives, and discards what is parked', async () => {
    const [redriven, discarded] = [await savePost(), '6c84fb90-12c4-11e1-840d-7b25c5ee775a'];
    await park(redriven, discarded);
    const lines = blockOf(OPERATING, 'npm run newsletter -- parked list').text.split('\n');
    const first = filled(lines.slice(0, 3).join('\n'), { 'pizza-1': redriven });
    const printed = await workbench.succeeds(`${first}\n`);
    expect(printed).toContain('Reason');
    expect(await parked()).toBe(1);
    await workbench.succeeds(filled(lines.slice(3).join('\n'), { 'pizza-1': discarded }));
    expect(await parked()).toBe(0);
  });
});

describe('other pages', { timeout: LIMIT_MS }, () => {
  it('docs/cli.md acts on many at once', async () => {
    const path = `/v1/deployments/${await savePost({ id: 43, uid: randomUUID() })}`;
    await ask(gateway.url, `${path}/hold`, { method: 'POST', key: KEYS.operator });
    const { body } = await ask(gateway.url, '/v1/groups', { key: KEYS.operator });
    const groups = body['groups'] as { key: string; kind: string }[];
    const { key } = groups.find(({ kind }) => kind === 'held') ?? { key: '' };
    const { text } = blockOf('docs/cli.md', 'npm run newsletter -- bulk');
    const printed = await workbench.succeeds(filled(text, { KEY: key }));
    expect(printed).toContain('No newsletters found.');
    expect(printed).toMatch(/changed +\S[^]*1 changed\./);
  });

  it('docs/subscribing.md polls the feed', async () => {
    await savePost();
    const printed = await workbench.succeeds(blockOf('docs/subscribing.md', 'curl').text);
    expect(JSON.parse(printed)).toMatchObject({
      events: expect.any(Array),
      epoch: expect.any(String),
    });
  });

  it('docs/subscribing.md subscribes a URL', async () => {
    const { text } = blockOf('docs/subscribing.md', 'npm run newsletter -- subscriptions add');
    const printed = await workbench.succeeds(text);
    expect(printed).toContain('whsec_');
    expect(printed).toMatch(/(delivering|failing) +https:\/\/desk\.example\/hook/);
  });

  it('docs/install-wordpress.md builds the plugin where it says', async () => {
    const { text } = blockOf('docs/install-wordpress.md', 'npm run build:plugin');
    await workbench.succeeds(text);
    const [, zip = ''] = /# (\S+\.zip)/.exec(text) ?? [];
    expect(existsSync(zip)).toBe(true);
  });
});
