import { randomUUID } from 'node:crypto';
import { brandProjection, deploymentProjection, evolveAll } from '#deployment';
import { Archive, VersionConflict, rebuildProjections } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, given } from '../../../libs/deployment/spec/scenario.testing.js';
import { moveClock } from '../../setup/database.js';
import { METADATA, type World, openWorld } from './newsletter.testing.js';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;
const projection = deploymentProjection();

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

/** A newsletter with this story, as of now. */
async function newsletter(story: Scenario): Promise<string> {
  const id = randomUUID();
  await world.store.append({
    stream: { category: 'deployment', id },
    expectedVersion: 0,
    facts: story.events.map(({ type, data }) => ({ type, data })),
    at: await world.store.now(),
    metadata: METADATA,
    row: projection.row(evolveAll(undefined, story.events)),
  });
  return id;
}

const deleted = () => given().saved().post('post.deleted', 'trash');

const savedAgain = async (id: string) => {
  const sync = { type: 'SyncRequested' as const, data: {} };
  const { events } = await world.store.change(projection, id, () => [sync], { metadata: METADATA });
  return events.at(-1)?.version;
};

const move = () => world.get(Archive).move(DAYS);
const later = (days: number) => moveClock(world.database.url, days * DAY_MS);
const feed = async () =>
  (await world.store.feed('0', 1_000)).map(({ position, event }) => [position, event.id]);

/** Which table has whose events. */
async function places(): Promise<Record<string, string[]>> {
  const rows = await world.sql<{ id: string; places: string[] }>(
    `SELECT stream_id AS id, array_agg(DISTINCT tableoid::regclass::text) AS places
     FROM event GROUP BY stream_id`,
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.places]));
}

describe('the archive', () => {
  it('moves newsletters whose end is older than the limit, and no others', async () => {
    const ended = await newsletter(deleted());
    const draft = await newsletter(given().saved());
    const waiting = await newsletter(given().saved().published());
    expect(await move()).toEqual({ newsletters: 0, events: 0 });
    await later(DAYS + 1);
    const recent = await newsletter(deleted());
    const count = deleted().events.length;
    expect(await move()).toEqual({ newsletters: 1, events: count });
    expect(await places()).toEqual({
      [ended]: ['archived_event'],
      [draft]: ['event'],
      [waiting]: ['event'],
      [recent]: ['event'],
    });
    expect(await move()).toEqual({ newsletters: 0, events: 0 });
  });

  it('processes a store of many pages, and skips newsletters that never end', async () => {
    const kept = 150;
    for (let n = 0; n < kept; n += 1) await newsletter(given().saved());
    for (let n = 0; n < kept; n += 1) await newsletter(deleted());
    await later(DAYS + 1);
    expect(await move()).toMatchObject({ newsletters: kept });
  });

  it('changes nothing for readers: newsletter, page, feed, and rebuilt status', async () => {
    const id = await newsletter(deleted());
    await newsletter(given().saved());
    const stream = { category: 'deployment' as const, id };
    const rows = () => world.sql('SELECT * FROM deployment_status ORDER BY 1');
    const seen = async () => {
      await rebuildProjections(world.dataSource, [projection, brandProjection]);
      return {
        rows: await rows(),
        events: (await world.store.read(stream)).events,
        page: await world.store.page(stream, { order: 'desc', limit: 3 }),
        feed: await feed(),
      };
    };
    const before = await seen();
    await later(DAYS + 1);
    expect(await move()).toMatchObject({ newsletters: 1 });
    expect(await seen()).toEqual(before);
  });

  it('lets a newsletter continue whose post is saved again, and archives it again', async () => {
    const id = await newsletter(deleted());
    const { length } = deleted().events;
    await later(DAYS + 1);
    await move();
    expect(await savedAgain(id)).toBe(length + 1);
    expect(await places()).toEqual({ [id]: ['archived_event', 'event'] });
    const stream = { category: 'deployment' as const, id };
    const append = { stream, facts: [], at: await world.store.now(), metadata: METADATA };
    const row = projection.row(evolveAll(undefined, deleted().events));
    await expect(world.store.append({ ...append, expectedVersion: length, row })).rejects.toThrow(
      VersionConflict,
    );
    expect((await feed()).map(([position]) => position)).toEqual(
      Array.from({ length: length + 1 }, (_, index) => String(index + 1)),
    );
    await later(2 * DAYS + 2);
    expect(await move()).toEqual({ newsletters: 1, events: 1 });
    expect(await savedAgain(id)).toBe(length + 2);
  });

  it('is filled by one process at a time', async () => {
    const count = 30;
    for (let n = 0; n < count; n += 1) await newsletter(deleted());
    await later(DAYS + 1);
    const moved = await Promise.all([move(), move(), move()]);
    expect(moved.reduce((sum, { newsletters }) => sum + newsletters, 0)).toBe(count);
  });

  it('has each index and constraint of the table of events', async () => {
    const indexes = async (table: string) => {
      const rows = await world.sql<{ indexdef: string }>(
        'SELECT indexdef FROM pg_indexes WHERE tablename = $1',
        [table],
      );
      return rows
        .map(({ indexdef }) => indexdef.replace(/INDEX \S+ ON public\.\S+/, ''))
        .toSorted();
    };
    expect((await indexes('event')).length).toBeGreaterThan(3);
    expect(await indexes('archived_event')).toEqual(await indexes('event'));
  });
});

describe('an event', () => {
  const refused = /refused: events are only ever appended/;

  beforeEach(async () => {
    await newsletter(deleted());
    await later(DAYS + 1);
    await move();
    await newsletter(given().saved());
  });

  it.each([
    'DELETE FROM event',
    'DELETE FROM ONLY event',
    'DELETE FROM archived_event',
    `UPDATE archived_event SET type = 'SyncRequested'`,
    `UPDATE event SET type = 'SyncRequested'`,
    'UPDATE archived_event SET position = position + 1000',
    'TRUNCATE archived_event',
    'TRUNCATE event',
  ])('is not lost or changed by %s', async (attempt) => {
    const before = await feed();
    await expect(world.sql(attempt)).rejects.toThrow(refused);
    expect(await feed()).toEqual(before);
  });

  it('is not removed if the archive has another in its place', async () => {
    await world.sql(`INSERT INTO archived_event SELECT id, category, stream_id, version, 'Another',
      schema_version, data, metadata, recorded_at, decided_at, position FROM ONLY event`);
    await expect(world.sql('DELETE FROM ONLY event')).rejects.toThrow(refused);
  });
});
