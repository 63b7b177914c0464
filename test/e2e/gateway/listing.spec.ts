import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const TITLES = ['Morning', 'Noon', 'Evening', 'Night', '100%'];

let database: TestDatabase;
let gateway: Gateway;
const ids: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  for (const [index, title] of TITLES.entries()) ids.push(await newsletter(index + 1, title));
  await newsletter(1, 'Weekly', 'weekly');
  const hold = `/v1/deployments/${ids[1]}/hold`;
  await ask(gateway.url, hold, { method: 'POST', key: KEYS.daily });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

async function newsletter(id: number, title: string, site: 'daily' | 'weekly' = 'daily') {
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id, title } }), { site });
  return String(body['deploymentId']);
}

type Page = { titles: string[]; next: string | null };

async function list(query: string, key = KEYS.operator): Promise<Page> {
  const { status, body } = await ask(gateway.url, `/v1/deployments?${query}`, { key });
  expect(status).toBe(200);
  const found = body['deployments'] as { post: { title: string } }[];
  return { titles: found.map(({ post }) => post.title), next: body['next'] as string | null };
}

describe('the list of newsletters', () => {
  it('comes in pages that neither lose nor repeat one, also while others are added', async () => {
    const first = await list('limit=2&site=daily');
    await newsletter(901, 'Added meanwhile');
    const second = await list(`limit=2&site=daily&after=${first.next}`);
    const third = await list(`limit=2&site=daily&after=${second.next}`);
    expect([...first.titles, ...second.titles, ...third.titles]).toEqual(TITLES.toReversed());
    expect(third.next).toBeNull();
  });

  it.each<[string, string[]]>([
    ['held=true', ['Noon']],
    ['status=held', ['Noon']],
    ['text=NIGHT', ['Night']],
    ['text=%25', ['100%']],
    ['site=weekly', ['Weekly']],
    ['site=weekly&step=create', ['Weekly']],
    ['site=weekly&brand=DEMO&status=requested&held=false', ['Weekly']],
    ['site=nowhere', []],
    ['brand=NONE', []],
    ['step=schedule', []],
    ["text=' OR true --", []],
  ])('is narrowed by %s', async (query, titles) => {
    expect((await list(query)).titles).toEqual(titles);
  });

  it("does not show another site's, by any filter", async () => {
    expect((await list('site=weekly', KEYS.daily)).titles).toEqual([]);
    expect((await list('text=Weekly', KEYS.daily)).titles).toEqual([]);
    expect((await list('brand=DEMO', KEYS.weekly)).titles).toEqual(['Weekly']);
  });
});

describe('a newsletter as it stood', () => {
  it('is folded up to the event that is named', async () => {
    const path = `/v1/deployments/${ids[1]}`;
    const key = KEYS.daily;
    const present = (await ask(gateway.url, path, { key })).body;
    const { body } = await ask(gateway.url, `${path}/events`, { key });
    const events = body['events'] as { type: string; version: number; at: string }[];
    const held = events.findIndex(({ type }) => type === 'DeploymentHeld');
    const before = events[held - 1];
    const past = (await ask(gateway.url, `${path}?at=${before?.version}`, { key })).body;
    expect(past).toMatchObject({ status: 'requested', held: null, updatedAt: before?.at });
    expect(past['version']).toBe(before?.version);
    expect(present).toMatchObject({ status: 'held', version: events.at(-1)?.version });
    const { brandHold: _now, ...rest } = present;
    const newest = await ask(gateway.url, `${path}?at=${Number(present['version'])}`, { key });
    expect(newest.body).toEqual(rest);
  });

  it.each([
    ['at=0', 400],
    ['at=-1', 400],
    ['at=x', 400],
    ['at=1&at=2', 400],
    ['when=1', 400],
    ['at=999', 404],
  ])('cannot be asked for with %s', async (query, status) => {
    const answer = await ask(gateway.url, `/v1/deployments/${ids[0]}?${query}`, {
      key: KEYS.daily,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
  });
});

describe('a newsletter of a brand that is held', () => {
  it('says why nothing happens', async () => {
    const client = new (await import('pg')).Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `INSERT INTO brand_status (brand, version, held, reason, words, probes, probe_at, body,
         created_at, updated_at)
       VALUES ('DEMO', 1, true, 'key-refused', 'Forbidden.', 1, '2099-01-01T00:00:00Z', '{}',
         connector_now(), connector_now())`,
    );
    await client.end();
    const { body } = await ask(gateway.url, `/v1/deployments/${ids[0]}`, { key: KEYS.daily });
    expect(body['brandHold']).toEqual({
      reason: 'key-refused',
      words: 'Forbidden.',
      probeAt: '2099-01-01T00:00:00.000Z',
    });
  });
});
