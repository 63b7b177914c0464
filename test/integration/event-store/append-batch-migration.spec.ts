import { randomUUID } from 'node:crypto';
import { EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormerStore } from './former-store.testing.js';
import { METADATA, newsletters, synced } from './newsletter.testing.js';

const FIRST_MIGRATION = 'AppendBatch1796600000000';
const EVENT = `INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at) VALUES ($1, 'deployment', $2, $3, 'SyncRequested', 1, '{}',
  '{"actor": {"kind": "service"}}', now())`;

let store: FormerStore;
const id = randomUUID();

/** As a release before `append_batch` appends. */
async function appendTheOldWay(version: number): Promise<void> {
  const eventId = randomUUID();
  await store.source.transaction(async (tx) => {
    await tx.query(EVENT, [eventId, id, version]);
    await tx.query('SELECT number_events($1::uuid[])', [[eventId]]);
  });
}

beforeAll(async () => {
  store = await FormerStore.before(FIRST_MIGRATION);
  // The second one is the first of the feed.
  const [one, two] = [randomUUID(), randomUUID()];
  await store.source.query(EVENT, [one, id, 1]);
  await store.source.query(EVENT, [two, id, 2]);
  await store.source.query('SELECT number_events($1::uuid[])', [[two, one]]);
  await store.upgrade();
});

afterAll(() => store?.close());

describe('a store of the release before', () => {
  const versions = async () =>
    (await new EventStore(store.source).feed('0', 10)).map(({ event }) => event.version);

  it('keeps the positions of its events', async () => {
    expect(await versions()).toEqual([2, 1]);
  });

  it('continues, also while processes of the release before still append to it', async () => {
    const events = new EventStore(store.source);
    const change = () => events.change(newsletters(), id, () => [synced], { metadata: METADATA });
    await appendTheOldWay(3);
    await change();
    await appendTheOldWay(5);
    expect(await versions()).toEqual([2, 1, 3, 4, 5]);
    expect(await store.source.query('SELECT count(*)::int AS n FROM feed')).toEqual([{ n: 5 }]);
  });
});
