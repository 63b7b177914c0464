import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { Deliverables, DeliveryLog, SubscriberFeed, Subscriptions } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from './newsletter.testing.js';

const EXCLUDED = 12_000;
const SCHEDULED = ['newsletter.deployment.scheduled.v1'];

let world: World;
let subscriptionId: string;
const newsletterId = randomUUID();

/** This many events of one newsletter; the last one is of another type. */
const APPEND = `
INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT gen_random_uuid(), 'deployment', $1, n,
  CASE WHEN n = $2 THEN 'DeploymentScheduled' ELSE 'SyncRequested' END, 1,
  jsonb_build_object('site', 'daily'), '{"actor": {"kind": "service"}}', now(), n
FROM generate_series(1, $2) AS n`;

/** One event of another newsletter, after all of those. */
const APPEND_ONE = `
INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at, position)
SELECT gen_random_uuid(), 'deployment', $1, 1, 'SyncRequested', 1,
  jsonb_build_object('site', 'daily'), '{"actor": {"kind": "service"}}', now(), $2`;

beforeAll(async () => {
  world = await openWorld();
  await world.sql(APPEND, [newsletterId, EXCLUDED]);
  const given = {
    url: 'https://desk.example/',
    types: SCHEDULED,
    sites: [],
    secret: 'x',
    by: 'spec',
  };
  const added = await world.get(Subscriptions).add({ ...given, after: '0' }, 10);
  subscriptionId = added?.id ?? '';
});

afterAll(() => world?.close());

const page = async (after: string, types = ['DeploymentScheduled']) =>
  world.get(SubscriberFeed).pending({
    subscriptionId,
    after,
    seen: await world.get(SubscriberFeed).end(),
    types,
    sites: [],
    limit: 10,
  });

describe('a feed of which a subscription wants few events', () => {
  it('is read in steps that each return their position, and none reads all of it', async () => {
    const ends: string[] = [];
    for (let after = '0'; ; after = ends.at(-1) ?? '') {
      const { end, hasMore } = await page(after);
      ends.push(end);
      if (!hasMore) break;
    }
    expect(ends).toEqual(['5000', '10000', String(EXCLUDED)]);
  });

  it('is read from there, whatever was excluded before', async () => {
    const { entries, end } = await page('10000');
    expect(entries.map(({ position }) => position)).toEqual([String(EXCLUDED)]);
    expect((await page(end)).entries).toEqual([]);
  });

  it('reads no more events than a step has', async () => {
    const [plan] = await world.sql<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT FROM event WHERE position > 100 AND position <= 200
       AND type = ANY ('{DeploymentScheduled}') ORDER BY position LIMIT 10`,
    );
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
  });
});

describe('a feed that lost its last events', () => {
  const lost = { position: String(EXCLUDED), id: randomUUID() };
  const stored = async () => (await world.get(Subscriptions).find(subscriptionId))?.position;

  it('is not read from there, and no position of that time is recorded', async () => {
    const asked = { subscriptionId, after: '100', types: SCHEDULED, sites: [], limit: 10 };
    expect(await world.get(SubscriberFeed).pending({ ...asked, seen: lost })).toMatchObject({
      isLost: true,
      entries: [],
    });
    const place = { position: '100', failures: 0, restMs: 0, feedEnd: lost };
    await world.get(Deliverables).advance(subscriptionId, place);
    expect(await stored()).toBe('0');
  });

  it('ends before a recorded position, which is reset to its end', async () => {
    const feedEnd = await world.get(SubscriberFeed).end();
    const beyond = String(EXCLUDED + 100);
    const place = { position: beyond, failures: 0, restMs: 0, feedEnd };
    await world.get(Deliverables).advance(subscriptionId, place);
    expect((await page(beyond)).isLost).toBe(true);
    await world.get(Deliverables).forgetBeyondEnd(subscriptionId);
    expect(await stored()).toBe(String(EXCLUDED));
    await world.sql('UPDATE subscription SET position = 0');
  });
});

describe('a delivery', () => {
  const eventAt = async (position: number) =>
    (await world.get(SubscriberFeed).at(String(position)))?.event.id ?? '';

  const attempt = async (isDelivered: boolean, position = EXCLUDED) => ({
    subscriptionId,
    position: String(position),
    eventId: await eventAt(position),
    deploymentId: newsletterId,
    type: SCHEDULED[0] ?? '',
    isDelivered,
    status: null,
    words: 'The receiver did not respond.',
    againMs: 60_000,
  });

  it('that failed is held back until it is due, and says for how long that is', async () => {
    await world.get(DeliveryLog).record(await attempt(false));
    const { entries, held } = await page('10000');
    expect(entries).toEqual([]);
    expect(held).toMatchObject({ position: String(EXCLUDED) });
    expect(held?.waitMs).toBeGreaterThan(0);
  });

  it('that failed holds back its newsletter, and no other one, however many events it has', async () => {
    const first = EXCLUDED - 1_000;
    await world.get(DeliveryLog).record(await attempt(false, first));
    await world.sql(APPEND_ONE, [randomUUID(), EXCLUDED + 1]);
    const { entries, held } = await page(String(first - 1), ['SyncRequested']);
    expect(entries.map(({ position }) => position)).toEqual([String(EXCLUDED + 1)]);
    expect(held?.position).toBe(String(first));
    await world.get(DeliveryLog).record(await attempt(true, first));
  });

  it('that succeeded is pending no more', async () => {
    await world.get(DeliveryLog).record(await attempt(true));
    const { entries, held } = await page('10000');
    expect([entries, held]).toEqual([[], undefined]);
  });

  it('is forgotten after its time, and the subscription keeps its place', async () => {
    const feedEnd = await world.get(SubscriberFeed).end();
    const place = { position: String(EXCLUDED), failures: 0, restMs: 0, feedEnd };
    // Beyond its place, only the log shows what it has.
    expect(await world.get(DeliveryLog).purge(-60_000)).toBe(false);
    expect(await world.get(DeliveryLog).list(subscriptionId, { limit: 10 })).toHaveLength(2);
    await world.get(Deliverables).advance(subscriptionId, place);
    await world.get(Deliverables).advance(subscriptionId, { ...place, position: '5' });
    expect(await world.get(DeliveryLog).purge(-60_000)).toBe(false);
    expect(await world.get(DeliveryLog).list(subscriptionId, { limit: 10 })).toEqual([]);
    const found = await world.get(Subscriptions).find(subscriptionId);
    expect(found?.position).toBe(String(EXCLUDED));
  });

  it('of an event that the store has lost is not recorded: another one takes its place', async () => {
    const lost = { ...(await attempt(true)), eventId: randomUUID() };
    await world.get(DeliveryLog).record(lost);
    expect(await world.get(DeliveryLog).list(subscriptionId, { limit: 10 })).toEqual([]);
  });

  it('of a removed subscription leaves nothing behind', async () => {
    await world.get(Subscriptions).remove(subscriptionId);
    await world.get(DeliveryLog).record(await attempt(false));
    expect(await world.sql('SELECT * FROM webhook_delivery')).toEqual([]);
  });
});

describe('a statement that fails', () => {
  it('does not repeat its parameters: they may be secret', async () => {
    const subscriptions = world.get(Subscriptions);
    await world.sql('ALTER TABLE subscription RENAME TO moved');
    const error: unknown = await subscriptions
      .rotate(randomUUID(), 'whsec_hidden', 0)
      .catch((reason: unknown) => reason);
    await world.sql('ALTER TABLE moved RENAME TO subscription');
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hidden');
  });
});
