import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStore } from '#event-store';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { run } from '../../../apps/cli/src/run.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const ERASED = { name: 'a person whose data was erased', erased: true };

let database: TestDatabase;
let gateway: Gateway;
let opened: Awaited<ReturnType<typeof openEventStore>>;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  opened = await openEventStore({ databaseUrl: database.url });
});

afterAll(async () => {
  await opened?.close();
  await gateway?.close();
  await database?.drop();
});

type Person = { id: string; name: string };

let posts = 0;

/** Published by a person, who meant it to be sent; the title names nobody. */
async function published(person: Person, site: 'daily' | 'weekly' = 'daily'): Promise<string> {
  posts += 1;
  const consent = { id: randomUUID(), by: person, at: new Date().toISOString(), mode: 'publish' };
  const post = { id: posts, uid: randomUUID(), status: 'publish', consent };
  const event = postEvent({ type: 'post.published', sequence: posts, actor: person, post });
  const { body } = await sendEvent(gateway.url, event, { site });
  return String(body['deploymentId']);
}

function erase(body: unknown, key = KEYS.operator) {
  return ask(gateway.url, '/v1/people/erase', { method: 'POST', key, body });
}

async function history(id: string) {
  const { body } = await ask(gateway.url, `/v1/deployments/${id}/events`, { key: KEYS.operator });
  return body['events'] as { type: string; sentence: string; actor: object }[];
}

async function feed() {
  const { body } = await ask(gateway.url, '/v1/events?limit=1000', { key: KEYS.operator });
  return body['events'] as { subject: string; type: string; data: object }[];
}

/** All tables that contain a text. */
async function tablesWith(text: string): Promise<string[]> {
  const { dataSource } = opened;
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const sql = `SELECT FROM "${name}" AS one WHERE strpos(one::text, $1) > 0 LIMIT 1`;
    if ((await dataSource.query<unknown[]>(sql, [text])).length > 0) found.push(name);
  }
  return found;
}

/** Runs a command line as the program does. */
async function cli(...args: string[]) {
  let [out, err] = ['', ''];
  const exitCode = await run(args, {
    env: { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.operator },
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { exitCode, out, err };
}

describe('erasing a person', () => {
  it('removes id and name from history, feed, and every table', async () => {
    const grace = { id: 'user-of-grace', name: 'Grace Hopper' };
    const id = await published(grace);
    expect(JSON.stringify(await history(id))).toContain('as Grace Hopper decided');
    expect(JSON.stringify(await feed())).toContain('"consentedByName":"Grace Hopper"');
    expect(await tablesWith(grace.name)).toEqual([]);
    expect(await tablesWith(grace.id)).toEqual(['person_key']);
    const { status, body } = await erase({ person: grace.id, site: 'daily' });
    expect([status, body]).toEqual([200, { site: 'daily', erased: true }]);
    const recorded = await history(id);
    expect(JSON.stringify(recorded)).not.toMatch(/Grace|user-of-grace/);
    expect(recorded[0]?.actor).toEqual({ kind: 'wordpress', ...ERASED });
    expect(recorded.map(({ sentence }) => sentence).join('\n')).toContain(
      ', as a person whose data was erased decided.',
    );
    const request = (await feed()).find(
      (event) => event.subject === id && event.type.includes('publish-requested'),
    );
    expect(request?.data).toMatchObject({ consentedById: null, consentedByName: null });
    expect(await tablesWith(grace.id)).toEqual([]);
  });

  it('does not stop the newsletter', async () => {
    const id = await published({ id: '21', name: 'Mary Somerville' });
    await erase({ person: '21' });
    const hold = `/v1/deployments/${id}/hold`;
    const answer = await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
    expect([answer.status, answer.body['status']]).toEqual([202, 'held']);
  });

  it('needs the site if several sites have a person with the id', async () => {
    await published({ id: '22', name: 'Ada Byron' });
    await published({ id: '22', name: 'Emmy Noether' }, 'weekly');
    const { status, body } = await erase({ person: 22 });
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([
      { field: 'site', problem: expect.stringContaining('daily, weekly') },
    ]);
    expect((await erase({ person: 22, site: 'weekly' })).status).toBe(200);
    expect((await erase({ person: 22 })).body).toEqual({ site: 'daily', erased: true });
  });

  it.each<[string, unknown, string, number]>([
    ['a site key', { person: '1' }, KEYS.daily, 403],
    ['an unknown key', { person: '1' }, 'nobody-0123456789', 401],
    ['a person nobody knows', { person: 'nobody' }, KEYS.operator, 404],
    ['a text that no table can hold', { person: 'a\u0000b' }, KEYS.operator, 404],
    ['no person', {}, KEYS.operator, 400],
    ['a person that is none', { person: { id: 1 } }, KEYS.operator, 400],
    ['a field too many', { person: '1', post: 1 }, KEYS.operator, 400],
    ['no body', undefined, KEYS.operator, 400],
    ['a list', [], KEYS.operator, 400],
  ])('with %s is refused', async (_what, body, key, status) => {
    const answer = await erase(body, key);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
  });
});

describe('newsletter erase --person', () => {
  it('erases a publisher, by id', async () => {
    const id = await published({ id: '31', name: 'Lise Meitner' });
    const { exitCode, out } = await cli('erase', '--person', '31', '--site', 'daily');
    expect([exitCode, out]).toEqual([0, 'That person is erased at daily.\n']);
    expect(JSON.stringify(await history(id))).not.toContain('Lise');
  });

  it('erases a user of the API, by name', async () => {
    const id = await published({ id: '32', name: 'Maria Mitchell' });
    const headers = { 'newsletter-actor': 'Vera Rubin' };
    const hold = `/v1/deployments/${id}/hold`;
    await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily, headers });
    expect(JSON.stringify(await history(id))).toContain('Vera Rubin');
    expect((await cli('erase', '--person', 'Vera Rubin')).exitCode).toBe(0);
    const recorded = JSON.stringify(await history(id));
    expect(recorded).not.toContain('Vera');
    expect(recorded).toContain('Maria Mitchell');
  });

  it('says what is missing or too much', async () => {
    expect(await cli('erase', '--person', '1', '--post', '1')).toMatchObject({ exitCode: 2 });
    expect(await cli('erase')).toMatchObject({ exitCode: 2 });
    expect(await cli('erase', '--person', 'nobody at all')).toMatchObject({ exitCode: 3 });
  });
});
