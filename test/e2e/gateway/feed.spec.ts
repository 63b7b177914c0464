import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudEvent } from '#events';
import { EventStore } from '#event-store';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  for (const id of [1, 2, 3]) await sendEvent(gateway.url, postEvent({ post: { id } }));
  await sendEvent(gateway.url, postEvent({ post: { id: 4 } }), { site: 'weekly' });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

type Page = { events: CloudEvent[]; next: string; epoch: string; hasMore: boolean };

const read = async (query = ''): Promise<Page> => {
  const { status, body } = await ask(gateway.url, `/v1/events${query}`, { key: KEYS.operator });
  expect(status).toBe(200);
  return body as Page;
};

describe('the public events over HTTP', () => {
  it('are CloudEvents of all sites, the oldest first, and private ones are not among them', async () => {
    const { events } = await read();
    expect(events[0]).toMatchObject({
      specversion: '1.0',
      source: '/sites/daily',
      type: 'newsletter.deployment.requested.v1',
      streamversion: 1,
      data: { postId: 1 },
    });
    expect(new Set(events.map(({ source }) => source))).toEqual(
      new Set(['/sites/daily', '/sites/weekly']),
    );
    const own = events.filter(({ subject }) => subject === events[0]?.subject);
    const versions = own.map(({ streamversion }) => streamversion);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    for (const { type } of events) expect(type).toMatch(/^newsletter\.deployment\.[a-z-]+\.v1$/);
  });

  it('skip what does not match its schema, and continue after it', async () => {
    const { events: before } = await read('?limit=1000');
    const { subject } = before[0] ?? { subject: '' };
    const store = gateway.app.get(EventStore);
    const stream = { category: 'deployment' as const, id: subject };
    const { version, now } = await store.read(stream);
    const sent = { type: 'DeploymentSent', data: { trackId: 'FOO1', sentAt: '' } };
    const facts = [sent, { type: 'DeploymentUnscheduled', data: { trackId: 'FOO1' } }];
    const metadata = { actor: { kind: 'service' as const } };
    await store.append({ stream, expectedVersion: version, facts, at: now, metadata });
    const { events } = await read('?limit=1000');
    const added = events.slice(before.length).map(({ type }) => type);
    expect(added).toEqual(['newsletter.deployment.unscheduled.v1']);
    await read('?limit=1000');
    const parked = await ask(gateway.url, '/v1/parked', { key: KEYS.operator });
    expect(parked.body['parked']).toMatchObject([
      { deploymentId: subject, reason: expect.stringContaining('sentAt'), body: { subject } },
    ]);
  });

  it('come in pages that neither lose nor repeat one', async () => {
    const all = await read('?limit=1000');
    const events: CloudEvent[] = [];
    let next = '0';
    for (;;) {
      const page: Page = await read(`?limit=3&after=${next}`);
      events.push(...page.events);
      ({ next } = page);
      if (!page.hasMore) break;
    }
    expect(events).toEqual(all.events);
    expect(next).toBe(all.next);
  });

  it('say where to continue, also at their end', async () => {
    const { next, epoch } = await read('?limit=1000');
    expect(await read(`?after=${next}`)).toEqual({ events: [], next, epoch, hasMore: false });
    await sendEvent(gateway.url, postEvent({ post: { id: 5 } }));
    const later = await read(`?after=${next}`);
    expect(later.events[0]).toMatchObject({ data: { postId: 5 }, streamversion: 1 });
  });
});

describe('callers without the right to read them', () => {
  it.each([
    ['nobody', undefined, 401],
    ['a site', KEYS.daily, 403],
  ])('is %s', async (_who, key, status) => {
    const answer = await ask(gateway.url, '/v1/events', key === undefined ? {} : { key });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  });
});

describe('an invalid request', () => {
  it.each([
    ['?after=-1', 'after'],
    ['?after=abc', 'after'],
    ['?after=9999999999999999999999', 'after'],
    ['?after=1&after=2', 'after'],
    ['?after=999999999999', 'after'],
    ['?epoch=one', 'epoch'],
    ['?epoch=5f0c6f5e-3f7b-5d0e-9d3a-1f2d3c4b5a69', 'epoch'],
    ['?limit=0', 'limit'],
    ['?limit=1001', 'limit'],
    ['?since=yesterday', 'since'],
  ])('%s is reported with the cure', async (query, field) => {
    const { status, body } = await ask(gateway.url, `/v1/events${query}`, { key: KEYS.operator });
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([{ field, cure: expect.any(String) }]);
  });

  it('beyond the end shows a restored store only for a place that this store returned', async () => {
    const beyond = '/v1/events?after=999999999999';
    const noticed = async (path: string) => {
      await ask(gateway.url, path, { key: KEYS.operator });
      const { body } = await ask(gateway.url, '/health/ready');
      return (body['older'] as string | undefined) ?? 'none noticed';
    };
    expect(await noticed(beyond)).toBe('none noticed');
    const { epoch } = await read();
    expect(await noticed(`${beyond}&epoch=${epoch}`)).toContain('read further');
  });
});
