import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EventStore, FEED_WINDOW } from '#event-store';
import type { CloudEvent } from '#events';
import { FeedWindows } from '../../../apps/gateway/src/feed/feed-windows.js';
import { type Progress, follow } from '../../../packages/newsletter-events/src/index.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';
import { setOperatorKeys, subscriber } from './subscribers.testing.js';

/** Events of the site weekly before anything happens at daily. */
const OTHERS = 6 * FEED_WINDOW + 1_234;
const DAILY_ONLY = 'daily-only';
const ALL_SITES = 'all-sites';

/** The number of public events of one newsletter. */
const APPEND = `
INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT gen_random_uuid(), 'deployment', $1, n,
  CASE WHEN n = 1 THEN 'DeploymentRequested' ELSE 'DeploymentUnscheduled' END, 1,
  CASE WHEN n = 1 THEN '{"site": "weekly", "because": "saved", "post": {"id": 7}}'::jsonb
    ELSE '{"trackId": "FOO1"}' END,
  '{"actor": {"kind": "service"}}', now(), n
FROM generate_series(1, $2::int) AS n`;

let database: TestDatabase;
let gateway: Gateway;
let windows: FeedWindows;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  setOperatorKeys(gateway, [subscriber(DAILY_ONLY, { sites: ['daily'] }), subscriber(ALL_SITES)]);
  await gateway.app.get(EventStore).dataSource.query(APPEND, [randomUUID(), OTHERS]);
  await sendEvent(gateway.url, postEvent({ post: { id: 42 } }));
  windows = gateway.app.get(FeedWindows, { strict: false });
  // One window per page, however fast this machine is.
  windows.budgetMs = 0;
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Page = { events: CloudEvent[]; next: string; epoch: string; hasMore: boolean };

const asked = (query: string, key = DAILY_ONLY, headers = {}) =>
  ask(gateway.url, `/v1/events${query}`, { key, headers });

async function read(query: string, key = DAILY_ONLY): Promise<Page> {
  const { status, body } = await asked(query, key);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Page;
}

async function pages(query: string, key: string): Promise<Page[]> {
  const found: Page[] = [];
  for (let after = '0'; found.at(-1)?.hasMore !== false; after = found.at(-1)?.next ?? '') {
    found.push(await read(`?after=${after}&${query}`, key));
  }
  return found;
}

const ofDaily = (events: CloudEvent[]) => events.every(({ data }) => data['postId'] === 42);

describe('a feed of which a subscriber wants few events', () => {
  it.each([
    ['a type', 'type=deployment.content-changed', ALL_SITES],
    ['a site', 'site=daily', ALL_SITES],
    ['the sites of its key', '', DAILY_ONLY],
  ])('comes in pages that each read a part, and continue, for %s', async (_what, query, key) => {
    const all = await pages(query, key);
    expect(all.length).toBeGreaterThan(OTHERS / FEED_WINDOW);
    const events = all.flatMap((page) => page.events);
    expect(events.length).toBeGreaterThan(0);
    expect(ofDaily(events)).toBe(true);
    expect(all.slice(0, 6).map((page) => page.events)).toEqual([[], [], [], [], [], []]);
  });

  it('is read by statements with a fixed number of positions each', async () => {
    const [first] = await pages('site=daily', ALL_SITES);
    expect(first?.next).toBe(String(FEED_WINDOW));
    windows.budgetMs = 60_000;
    const { dataSource } = gateway.app.get(EventStore);
    const spy = vi.spyOn(dataSource, 'query');
    const page = await read('?site=daily', ALL_SITES);
    // Except for the one that finds the end of the feed.
    const statements = spy.mock.calls.filter(([sql]) =>
      /ORDER BY event.position(?! DESC)/.test(sql),
    );
    spy.mockRestore();
    windows.budgetMs = 0;
    expect(page.hasMore).toBe(false);
    expect(page.events.length).toBeGreaterThan(0);
    expect(ofDaily(page.events)).toBe(true);
    const spans = statements.map(([, values]) => {
      const [after, , , , upTo] = values as string[];
      return Number(upTo) - Number(after);
    });
    expect(spans).toHaveLength(Math.ceil(OTHERS / FEED_WINDOW));
    for (const span of spans) expect(span).toBeLessThanOrEqual(FEED_WINDOW);
  });

  it('does not wait before its end', async () => {
    const page = await read('?wait=60', DAILY_ONLY);
    expect(page).toMatchObject({ events: [], hasMore: true });
  });

  it('is not "unchanged" if the page is empty again but further on', async () => {
    const first = await asked('');
    const tag = first.headers.get('etag') ?? '';
    const next = String(first.body['next']);
    const again = await asked(`?after=${next}`, DAILY_ONLY, { 'if-none-match': tag });
    expect(again.status).toBe(200);
    const plain = await asked('?site=daily', ALL_SITES);
    const known = { 'if-none-match': plain.headers.get('etag') ?? '' };
    const on = await asked(`?site=daily&after=${String(plain.body['next'])}`, ALL_SITES, known);
    expect(on.status).toBe(200);
    expect((await asked('?site=daily', ALL_SITES, known)).status).toBe(304);
  });

  it('does not show positions to a key of some sites', async () => {
    for (const { next } of await pages('', DAILY_ONLY)) expect(next).toMatch(/^s\.[\w-]{48}$/);
  });

  it('says for a full page whether there is more', async () => {
    const { events } = await read('?limit=1', ALL_SITES);
    expect(events).toHaveLength(1);
    const all = (await pages('', DAILY_ONLY)).flatMap((page) => page.events);
    const last = (await pages('limit=1', DAILY_ONLY)).filter((page) => page.events.length > 0);
    expect(last.flatMap((page) => page.events)).toEqual(all);
  });

  it('is passed by the stream', async () => {
    const gone = new AbortController();
    const response = await fetch(new URL('/v1/events/stream', gateway.url), {
      headers: { authorization: `Bearer ${DAILY_ONLY}` },
      signal: gone.signal,
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      if (text.includes('"postId":42')) break;
    }
    gone.abort();
    expect(text).toContain('"postId":42');
  });
});

describe('follow', () => {
  it('passes what its key does not see, and saves its progress', async () => {
    const saved: Progress[] = [];
    const stop = new AbortController();
    const seen: unknown[] = [];
    const save = async (progress: Progress) => void saved.push(progress);
    await follow({
      http: gateway.url,
      key: DAILY_ONLY,
      from: 'start',
      checkpoint: { load: async () => undefined, save },
      onEvent: ({ data }) => {
        seen.push(data.postId);
        stop.abort();
      },
      signal: stop.signal,
    });
    expect(seen).toEqual([42]);
    const before = saved.filter((progress) => progress.seen.length === 0);
    const places = new Set(before.map(({ after }) => after));
    expect(places.size).toBeGreaterThanOrEqual(Math.floor(OTHERS / FEED_WINDOW));
  });
});
