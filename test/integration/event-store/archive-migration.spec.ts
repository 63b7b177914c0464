import { randomUUID } from 'node:crypto';
import { deploymentProjection, evolveAll } from '#deployment';
import { Archive, EventStore, dataSourceOptions } from '#event-store';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given } from '../../../libs/deployment/spec/scenario.testing.js';
import { type TestDatabase, createTestDatabase, moveClock } from '../../setup/database.js';
import { METADATA } from './newsletter.testing.js';

const MIGRATION = 'Archive1797300000000';
const YEAR_MS = 365 * 24 * 60 * 60_000;
const ENDED = 5;

let database: TestDatabase;
let source: DataSource;
let before: unknown[];

const feed = () => new EventStore(source).feed('0', 1_000);

async function ended(store: EventStore): Promise<void> {
  const { events } = given().saved().post('post.deleted', 'trash');
  await store.append({
    stream: { category: 'deployment', id: randomUUID() },
    expectedVersion: 0,
    facts: events.map(({ type, data }) => ({ type, data })),
    at: await store.now(),
    metadata: METADATA,
    row: deploymentProjection().row(evolveAll(undefined, events)),
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  const options = dataSourceOptions({ databaseUrl: database.url });
  const names = options.migrations.map(({ name }) => name);
  const migrations = options.migrations.slice(0, names.indexOf(MIGRATION));
  source = await new DataSource({ ...options, migrations }).initialize();
  await source.runMigrations();
  for (let n = 0; n < ENDED; n += 1) await ended(new EventStore(source));
  before = await feed();
  await source.destroy();
  const upTo = options.migrations.slice(0, names.indexOf(MIGRATION) + 1);
  source = await new DataSource({ ...options, migrations: upTo }).initialize();
  await source.runMigrations();
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

describe('a store of the release before', () => {
  it('keeps its events, and can archive them', async () => {
    expect(await feed()).toEqual(before);
    await moveClock(database.url, YEAR_MS);
    expect(await new Archive(source).move(30)).toMatchObject({ newsletters: ENDED });
    expect(await feed()).toEqual(before);
  });

  it('has all of them in one table again after the way back, and refuses as it did', async () => {
    await source.undoLastMigration();
    expect(await feed()).toEqual(before);
    await expect(source.query('DELETE FROM event WHERE false')).rejects.toThrow(/refused/);
    await ended(new EventStore(source));
    expect(await feed()).toHaveLength((before.length / ENDED) * (ENDED + 1));
  });
});
