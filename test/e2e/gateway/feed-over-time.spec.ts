import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CloudEvent } from '#events';
import { EventStore, FeedEpoch } from '#event-store';
import { Changes } from '../../../apps/gateway/src/live/changes.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';
import { setOperatorKeys, subscriber } from './subscribers.testing.js';

let database: TestDatabase;
let gateway: Gateway;
let post = 0;

const KEYS = [subscriber('all-sites'), subscriber('daily-only', { sites: ['daily'] })];

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  setOperatorKeys(gateway, KEYS);
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Page = { events: CloudEvent[]; next: string; epoch: string };

const asked = (query: string, key = 'all-sites') => ask(gateway.url, `/v1/events${query}`, { key });

const read = async (query: string, key?: string) => (await asked(query, key)).body as Page;

/** Makes a newsletter; returns its post's number. */
async function save(site: 'daily' | 'weekly'): Promise<number> {
  post += 1;
  await sendEvent(gateway.url, postEvent({ post: { id: post } }), { site });
  return post;
}

/** Resolves once a request waits for events. */
function listeners(): Promise<void> {
  const changes = gateway.app.get(Changes, { strict: false });
  const onEvents = changes.onEvents.bind(changes);
  return new Promise((resolve) => {
    vi.spyOn(changes, 'onEvents').mockImplementationOnce((listener) => {
      resolve();
      return onEvents(listener);
    });
  });
}

describe('the stream of the feed', () => {
  type Sent = { id: string; event: CloudEvent };

  /** The events it sends after a place, up to this number. */
  async function eventsAfter(place: string | undefined, count: number): Promise<Sent[]> {
    const gone = new AbortController();
    const response = await fetch(new URL('/v1/events/stream', gateway.url), {
      headers: {
        authorization: 'Bearer daily-only',
        ...(place ? { 'last-event-id': place } : {}),
      },
      signal: gone.signal,
    });
    const decoder = new TextDecoder();
    let text = '';
    let found: Sent[] = [];
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      found = [...text.matchAll(/^event: .+\nid: (\S+)\ndata: (.+)\n\n/gm)].map(([, id, data]) => ({
        id: id ?? '',
        event: JSON.parse(data ?? '') as CloudEvent,
      }));
      if (found.length >= count) break;
    }
    gone.abort();
    return found.slice(0, count);
  }

  const idsOf = (list: Sent[]) => list.map(({ event }) => event.id);

  it('continues after any of its events, without gap or repeat', async () => {
    await save('daily');
    await save('weekly');
    await save('daily');
    const { events } = await read('?limit=1000', 'daily-only');
    const ids = events.map(({ id }) => id);
    const all = await eventsAfter(undefined, ids.length);
    expect(idsOf(all)).toEqual(ids);
    for (const [index, { id }] of all.slice(0, -1).entries()) {
      expect(idsOf(await eventsAfter(id, ids.length - index - 1))).toEqual(ids.slice(index + 1));
    }
    for (const { id } of all) expect(id).toMatch(/^[\da-f-]{36}:s\.[\w-]{48}$/);
  });

  it('sends later events after a reconnect', async () => {
    const { events } = await read('?limit=1000', 'daily-only');
    const last = (await eventsAfter(undefined, events.length)).at(-1);
    const later = eventsAfter(last?.id, 1);
    const id = await save('daily');
    expect((await later)[0]?.event.data.postId).toBe(id);
  });
});

describe('a store that is restored while a page waits', () => {
  it('is reported, and no event of the new epoch is sent as one of the old', async () => {
    const { next, epoch } = await read('?limit=1000');
    const listening = listeners();
    const waiting = asked(`?after=${next}&epoch=${epoch}&wait=60`);
    await listening;
    const { dataSource } = gateway.app.get(EventStore);
    await new FeedEpoch(dataSource).begin(0);
    await save('daily');
    const { status, body } = await waiting;
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'epoch' }]]);
  });
});

describe('a key that is removed', () => {
  const passing = (more = {}) => [...KEYS, subscriber('passing', more)];

  afterEach(() => {
    setOperatorKeys(gateway, KEYS);
  });

  it.each([
    ['is removed', () => KEYS],
    ['expires', () => passing({ until: new Date(Date.now() - 1).toISOString() })],
    ['is of other sites by now', () => passing({ sites: ['weekly'] })],
  ])('gets no event by a request that waits while it %s', async (_how, later) => {
    setOperatorKeys(gateway, passing());
    const { next } = await read('?limit=1000');
    const listening = listeners();
    const waiting = asked(`?after=${next}&wait=60`, 'passing');
    await listening;
    setOperatorKeys(gateway, later());
    await save('daily');
    expect((await waiting).status).toBe(401);
  });

  it('gets no more events from its stream, which ends', async () => {
    setOperatorKeys(gateway, passing());
    const listening = listeners();
    const response = await fetch(new URL('/v1/events/stream?after=end', gateway.url), {
      headers: { authorization: 'Bearer passing' },
    });
    await listening;
    setOperatorKeys(gateway, KEYS);
    await save('daily');
    expect(await response.text()).not.toContain('data:');
  });
});
