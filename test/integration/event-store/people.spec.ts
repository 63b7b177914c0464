import { deploymentProjection, evolveAll } from '#deployment';
import type { Actor, Consent, DeploymentEvent, Metadata, StreamId } from '#events';
import { EventStore, ParkedRecords, rebuildProjections } from '#event-store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { given } from '../../../libs/deployment/spec/scenario.testing.js';
import { type World, newStream, openWorld } from './newsletter.testing.js';

const DEADLINE_MS = 60_000;
const PARKED = {
  cause: 'unroutable',
  reason: 'Nobody wants it.',
  routingKey: 'deployment.publish-requested',
  sourceQueue: null,
  deploymentId: null,
  sentAt: null,
};
const ERASED = { name: 'a person whose data was erased', erased: true };
const projection = deploymentProjection();

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

let count = 0;

/** A person whom no other spec knows. */
function somebody(): Required<Pick<Actor, 'id' | 'name'>> {
  count += 1;
  return { id: `user-${count}-of-wordpress`, name: `Ada ${count} “Œ” Lovelace` };
}

function consented(by: Consent['by']) {
  const consent: Consent = { id: 'one', by, at: '2026-03-02T12:00:00.000Z', mode: 'publish' };
  return given().published({ consent });
}

/** A newsletter that a person published, at a site. */
async function published(by: Consent['by'], actor: Actor, site = 'daily'): Promise<StreamId> {
  const stream = newStream();
  const { events } = consented(by);
  const facts = events.map(({ type, data }) => ({ type, data }));
  const row = projection.row(evolveAll(undefined, events));
  const metadata: Metadata = { actor };
  await world.store.append({
    stream,
    expectedVersion: 0,
    facts,
    at: await world.store.now(),
    metadata,
    row: row && { ...row, site },
  });
  return stream;
}

/** The named people, as the store returns them. */
async function named(stream: StreamId, store = world.store) {
  const { events } = await store.read(stream);
  const request = (events as DeploymentEvent[]).find(({ type }) => type === 'PublishRequested');
  const { consent } = (request?.data ?? {}) as { consent?: Consent };
  return { actor: events[0]?.metadata.actor, by: consent?.by };
}

/** Everything in the tables of the events, as in a backup of them. */
async function backup(): Promise<string> {
  const rows = await world.sql<{ row: string }>('SELECT event::text AS row FROM event ORDER BY id');
  return rows.map(({ row }) => row).join('\n');
}

describe('a person whom events name', () => {
  it('is named in stream and feed, and cannot be read in the table', async () => {
    const ada = somebody();
    const [last] = (await world.store.feed('0', 1_000)).slice(-1);
    const stream = await published(ada, { kind: 'wordpress', ...ada });
    expect(await named(stream)).toEqual({ actor: { kind: 'wordpress', ...ada }, by: ada });
    const [entry] = await world.store.feed(last?.position ?? '0', 1);
    expect(entry?.event.metadata.actor).toEqual({ kind: 'wordpress', ...ada });
    const stored = await backup();
    expect(stored).toContain('sealed');
    expect(stored).not.toContain(ada.id);
    expect(stored).not.toContain('Lovelace');
  });

  it('is sealed with one key, also if many acts arrive at once', async () => {
    const ada = somebody();
    const acts = Array.from({ length: 8 }, () => published(ada, { kind: 'wordpress', ...ada }));
    for (const stream of await Promise.all(acts)) {
      expect((await named(stream)).by).toEqual(ada);
    }
    const keys = await world.sql('SELECT id FROM person_key WHERE person = $1', [ada.id]);
    expect(keys).toHaveLength(1);
  });

  it.each<[string, Actor]>([
    ['the service', { kind: 'service', id: 'worker-1' }],
    ['a key without a name', { kind: 'person', id: 'site:daily' }],
    ['nobody', { kind: 'wordpress' }],
  ])('has no key where it is %s', async (_who, actor) => {
    const before = await world.sql('SELECT id FROM person_key');
    const stream = await published({}, actor);
    expect(await named(stream)).toEqual({ actor, by: {} });
    expect(await world.sql('SELECT id FROM person_key')).toEqual(before);
  });

  it('is read if it was written in plain text, before there were keys', async () => {
    const ada = somebody();
    const stream = await published({}, { kind: 'service' });
    await world.sql(
      `INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata, recorded_at)
       SELECT gen_random_uuid(), category, stream_id, 1000, 'PublishRequested', 1,
         jsonb_build_object('sendAt', '2026-03-02T12:30:00.000Z', 'sendAtBy', 'publish', 'consent',
           jsonb_build_object('id', 'x', 'by', $2::jsonb, 'at', '', 'mode', 'publish')),
         jsonb_build_object('actor', $2::jsonb || '{"kind": "wordpress"}'), recorded_at
       FROM event WHERE stream_id = $1 AND version = 1`,
      [stream.id, JSON.stringify(ada)],
    );
    const { events } = await world.store.read(stream);
    expect(events.at(-1)?.metadata.actor).toEqual({ kind: 'wordpress', ...ada });
    expect(events.at(-1)?.data).toMatchObject({ consent: { by: ada } });
  });

  it('costs one query for any number of events and people', async () => {
    const stream = newStream();
    const at = await world.store.now();
    for (let version = 0; version < 12; version += 1) {
      const metadata: Metadata = { actor: { kind: 'wordpress', ...somebody() } };
      const facts = Array.from({ length: 5 }, () => ({ type: 'SyncRequested', data: {} }));
      await world.store.append({ stream, expectedVersion: version * 5, facts, at, metadata });
    }
    const fresh = new EventStore(world.dataSource);
    const queries = vi.spyOn(world.dataSource, 'query');
    try {
      const { events } = await fresh.read(stream);
      expect(events.every(({ metadata }) => metadata.actor.name?.startsWith('Ada'))).toBe(true);
      expect(queries).toHaveBeenCalledTimes(2);
      await fresh.read(stream);
      expect(queries).toHaveBeenCalledTimes(3);
    } finally {
      queries.mockRestore();
    }
  });
});

describe('a person who was erased', () => {
  it('is no longer named in stream and feed; what was done stays', async () => {
    const ada = somebody();
    const stream = await published(ada, { kind: 'wordpress', ...ada });
    const before = await world.store.read(stream);
    const stored = await backup();
    await world.store.people.erase('daily', ada.id);
    expect(await named(stream)).toEqual({ actor: { kind: 'wordpress', ...ERASED }, by: ERASED });
    expect(await backup()).toBe(stored);
    const { events } = await world.store.read(stream);
    expect(events.map(({ type }) => type)).toEqual(before.events.map(({ type }) => type));
    const entries = await world.store.feed('0', 10_000);
    const own = entries.filter(({ event }) => event.stream.id === stream.id);
    expect(own).toHaveLength(events.length);
    expect(JSON.stringify(own)).not.toContain(ada.name);
  });

  it('is the only one: not another with the same id at another site, or in the same newsletter', async () => {
    const [ada, bob] = [somebody(), somebody()];
    const elsewhere = await published(ada, { kind: 'wordpress', ...ada }, 'weekly');
    const shared = await published(bob, { kind: 'wordpress', ...ada });
    expect(await world.store.people.sitesOf(ada.id)).toEqual(['daily', 'weekly']);
    await world.store.people.erase('daily', ada.id);
    expect((await named(elsewhere)).by).toEqual(ada);
    expect(await named(shared)).toEqual({ actor: { kind: 'wordpress', ...ERASED }, by: bob });
    expect(await world.store.people.sitesOf(ada.id)).toEqual(['weekly']);
  });

  it('is named again in later acts, and only there', async () => {
    const ada = somebody();
    const before = await published(ada, { kind: 'wordpress', ...ada });
    await world.store.people.erase('daily', ada.id);
    const after = await published(ada, { kind: 'wordpress', ...ada });
    expect((await named(before)).by).toEqual(ERASED);
    expect((await named(after)).by).toEqual(ada);
  });

  it('is gone from announcements that were parked, and nobody else is', async () => {
    const [ada, bob] = [somebody(), somebody()];
    await published(ada, { kind: 'wordpress', ...ada });
    const parked = world.get(ParkedRecords);
    const messages = [ada, bob].map(({ id, name }) => ({
      ...PARKED,
      messageId: `parked ${id}`,
      body: {
        source: '/sites/daily',
        data: { postId: 42, consentedById: id, consentedByName: name },
      },
    }));
    for (const message of messages) await parked.record(message);
    await parked.record({ ...PARKED, messageId: 'a wake-up', body: 'daily' });
    await world.store.people.erase('daily', ada.id);
    const [first, second] = messages;
    const data = { postId: 42, consentedById: null, consentedByName: null };
    expect((await parked.find(first?.messageId ?? ''))?.body).toMatchObject({ data });
    expect((await parked.find(second?.messageId ?? ''))?.body).toEqual(second?.body);
  });

  it('of the API is identified by name; the name of the key stays', async () => {
    const { name } = somebody();
    const stream = await published({}, { kind: 'person', id: 'operator:1', name });
    expect((await named(stream)).actor).toEqual({ kind: 'person', id: 'operator:1', name });
    await world.store.people.erase('daily', name);
    const { actor } = await named(stream);
    expect(actor).toEqual({ kind: 'person', id: 'operator:1', ...ERASED });
  });

  it('stays erased if the events are written again', async () => {
    const ada = somebody();
    const stream = await published(ada, { kind: 'wordpress', ...ada });
    await world.store.people.erase('daily', ada.id);
    const { by } = await named(stream);
    const again = await published(by ?? {}, { kind: 'service' });
    expect((await named(again)).by).toEqual(ERASED);
  });

  it('is forgotten by other processes within a moment', async () => {
    const ada = somebody();
    const stream = await published(ada, { kind: 'wordpress', ...ada });
    const other = new EventStore(world.dataSource);
    expect((await named(stream, other)).by).toEqual(ada);
    await world.store.people.erase('daily', ada.id);
    const ended = async () => (await named(stream, other)).by?.erased === true;
    await vi.waitUntil(ended, { timeout: DEADLINE_MS, interval: 250 });
  });

  it('stops neither the next decision nor a rebuild', async () => {
    const ada = somebody();
    const stream = await published(ada, { kind: 'wordpress', ...ada });
    const rows = () =>
      world.sql('SELECT * FROM deployment_status WHERE deployment_id = $1', [stream.id]);
    const before = await rows();
    await world.store.people.erase('daily', ada.id);
    const { state } = await world.store.load(projection, stream.id);
    expect(state).toMatchObject({ intent: 'publish', consent: { id: 'one', by: ERASED } });
    await rebuildProjections(world.dataSource, [projection]);
    const [after] = await rows();
    expect(after).toEqual({
      ...before[0],
      body: after?.['body'],
      updated_at: after?.['updated_at'],
    });
  });
});
