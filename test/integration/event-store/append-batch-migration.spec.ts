import { randomUUID } from 'node:crypto';
import { EventStore, dataSourceOptions, migrate } from '#event-store';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { METADATA, newsletters, synced } from './newsletter.testing.js';

const FIRST_MIGRATION = 'AppendBatch1796600000000';
const EVENT = `INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
  recorded_at) VALUES ($1, 'deployment', $2, $3, 'SyncRequested', 1, '{}',
  '{"actor": {"kind": "service"}}', now())`;

let database: TestDatabase;
let source: DataSource;
const id = randomUUID();

/** As a release before `append_batch` appends. */
async function appendTheOldWay(version: number): Promise<void> {
  const eventId = randomUUID();
  await source.transaction(async (tx) => {
    await tx.query(EVENT, [eventId, id, version]);
    await tx.query('SELECT number_events($1::uuid[])', [[eventId]]);
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  const options = dataSourceOptions({ databaseUrl: database.url });
  const names = options.migrations.map(({ name }) => name);
  const former = options.migrations.slice(0, names.indexOf(FIRST_MIGRATION));
  const before = new DataSource({ ...options, migrations: former });
  await before.initialize();
  await before.runMigrations();
  source = before;
  // The second one is the first of the feed.
  const [one, two] = [randomUUID(), randomUUID()];
  await source.query(EVENT, [one, id, 1]);
  await source.query(EVENT, [two, id, 2]);
  await source.query('SELECT number_events($1::uuid[])', [[two, one]]);
  await before.destroy();
  source = new DataSource(options);
  await source.initialize();
  await migrate(source);
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

describe('a store of the release before', () => {
  const versions = async () =>
    (await new EventStore(source).feed('0', 10)).map(({ event }) => event.version);

  it('keeps the positions of its events', async () => {
    expect(await versions()).toEqual([2, 1]);
  });

  it('goes on, also while processes of the release before still append to it', async () => {
    const store = new EventStore(source);
    const change = () => store.change(newsletters(), id, () => [synced], { metadata: METADATA });
    await appendTheOldWay(3);
    await change();
    await appendTheOldWay(5);
    expect(await versions()).toEqual([2, 1, 3, 4, 5]);
    expect(await source.query('SELECT count(*)::int AS n FROM feed')).toEqual([{ n: 5 }]);
  });
});
