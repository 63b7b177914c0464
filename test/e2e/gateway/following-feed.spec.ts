import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudEvent } from '#events';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';
import { setOperatorKeys, subscriber } from './subscribers.testing.js';

let database: TestDatabase;
let gateway: Gateway;
let other: Gateway;
let post = 0;

const KEYS = [subscriber('all-sites'), subscriber('daily-only', { sites: ['daily'] })];

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  other = await startTestGateway({ databaseUrl: database.url });
  setOperatorKeys(gateway, KEYS);
});

afterAll(async () => {
  await other?.close();
  await gateway?.close();
  await database?.drop();
});

/** A clock's, or a request's own. */
const OF_EACH_RESPONSE = /^(date|ratelimit|x-request-id|trace-id)$/;

type Page = { events: CloudEvent[]; next: string; epoch: string };
type Site = 'daily' | 'weekly';

const asked = (query: string, key = 'all-sites', headers = {}) =>
  ask(gateway.url, `/v1/events${query}`, { key, headers });

async function read(query: string, key?: string): Promise<Page> {
  const { status, body } = await asked(query, key);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Page;
}

/** Makes a newsletter; returns its post's number. */
async function save(site: Site, by = gateway): Promise<number> {
  post += 1;
  await sendEvent(by.url, postEvent({ post: { id: post } }), { site });
  return post;
}

const postsOf = ({ events }: Page) => [...new Set(events.map(({ data }) => data.postId))];

describe('a page that waits', () => {
  it.each([
    ['this process', () => gateway],
    ['another one', () => other],
  ])('comes as soon as %s has an event', async (_which, by) => {
    const { next } = await read('?limit=1000');
    const waiting = read(`?after=${next}&wait=60`);
    const id = await save('daily', by());
    expect(postsOf(await waiting)).toEqual([id]);
  });

  it('is empty when the time is over', async () => {
    const { next } = await read('?limit=1000');
    expect((await read(`?after=${next}&wait=1`)).events).toEqual([]);
  });

  it('is not returned for events that were not requested', async () => {
    const { next } = await read('?limit=1000');
    const waiting = read(`?after=${next}&wait=60&site=weekly&type=deployment.requested`);
    await save('daily');
    const id = await save('weekly');
    const { events } = await waiting;
    expect(events.map(({ type, data }) => [type, data.postId])).toEqual([
      ['newsletter.deployment.requested.v1', id],
    ]);
  });
});

describe('a page', () => {
  it('names the next one in its Link header', async () => {
    await save('daily');
    const { headers, body } = await asked('?limit=1&type=deployment.requested');
    const [, link] = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
    const query = new URL(link ?? '', gateway.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      limit: '1',
      type: 'deployment.requested',
      after: body['next'],
      epoch: body['epoch'],
    });
  });

  it('is not sent again while it is the same', async () => {
    const first = await asked('?limit=5', 'daily-only');
    const tag = first.headers.get('etag') ?? '';
    const again = await asked('?limit=5', 'daily-only', { 'if-none-match': tag });
    expect(again.status).toBe(304);
  });

  it('shows a subscriber how many requests are left', async () => {
    const { headers } = await asked('');
    expect(headers.get('ratelimit-policy')).toBe('"requests";q=3000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=\d+;t=\d+$/);
  });
});

describe('a subscriber of some sites', () => {
  it('follows only those, and its places reveal nothing about the others', async () => {
    const { next } = await read('?limit=1000', 'daily-only');
    await save('weekly');
    const quiet = await read(`?after=${next}`, 'daily-only');
    expect(quiet.events).toEqual([]);
    const id = await save('daily');
    const page = await read(`?after=${quiet.next}`, 'daily-only');
    expect(postsOf(page)).toEqual([id]);
    const places = [next, quiet.next, page.next, (await read(`?after=${next}`, 'daily-only')).next];
    expect(new Set(places).size).toBe(places.length);
    for (const place of places) expect(place).toMatch(/^s\.[\w-]{48}$/);
  });

  it.each(['?after=1', '?after=999999999', `?after=s.${'A'.repeat(48)}`])(
    'cannot count with %s',
    async (query) => {
      const { status, body } = await asked(query, 'daily-only');
      expect([status, body['errors']]).toMatchObject([400, [{ field: 'after' }]]);
      expect(JSON.stringify(body)).not.toContain('beyond');
    },
  );

  it.each(['GET', 'HEAD'])(
    'sees the same by %s, however much happens at others',
    async (method) => {
      const { next } = await read('?limit=1000', 'daily-only');
      const readFeed = async () => {
        const response = await fetch(new URL(`/v1/events?after=${next}`, gateway.url), {
          method,
          headers: { authorization: 'Bearer daily-only' },
        });
        const { length } = await response.text();
        const left = Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
        const shown = [...response.headers].filter(([name]) => !OF_EACH_RESPONSE.test(name));
        const places = /s\.[\w-]{48}/g;
        const headers = shown.map(([name, value]) => [name, value.replace(places, 'place')]);
        return { left, seen: { status: response.status, length, headers } };
      };
      const before = await readFeed();
      for (let n = 0; n < 3; n += 1) await save('weekly');
      await read('?limit=1000');
      const after = await readFeed();
      expect(after.seen).toEqual(before.seen);
      expect(JSON.stringify(after.seen.headers)).toContain('etag');
      // Only its own request counts.
      expect(after.left).toBeGreaterThanOrEqual(before.left - 1);
    },
  );

  it("sees no difference between another's site and none", async () => {
    const [weekly, none] = [
      await asked('?site=weekly', 'daily-only'),
      await asked('?site=none', 'daily-only'),
    ];
    expect(weekly.status).toBe(400);
    expect(weekly.body['errors']).toEqual(none.body['errors']);
  });
});

describe('the schemas', () => {
  it('are served to subscribers, each under its type', async () => {
    const { body: list } = await ask(gateway.url, '/v1/schemas', { key: 'daily-only' });
    for (const type of list['types'] as string[]) {
      const { status, body } = await ask(gateway.url, `/v1/schemas/${type}`, { key: 'daily-only' });
      expect([status, body['title']]).toEqual([200, type]);
    }
    const { status } = await ask(gateway.url, '/v1/schemas/none', { key: 'daily-only' });
    expect(status).toBe(404);
  });
});
