import type { Fact, StoredEvent, StreamId } from '#events';
import { codec } from '#events';
import type { DataSource, EntityManager } from 'typeorm';
import { type Projection, tableOf, writeRow } from './projection.js';
import { type EventRow, toStoredEvent } from './stored-event.js';

// The states differ by category; each projection is used with its own streams alone.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyProjection = Projection<any, any>;

export type Rebuilt = { category: StreamId['category']; streams: number };

/** Another process rebuilds: two would take each other's tables away. */
export class RebuildUnderWay extends Error {
  override name = 'RebuildUnderWay';
}

/** Any fixed number: one rebuild at a time, in all processes. */
const REBUILD_LOCK = 7_301_989;

/**
 * Folds all events into second tables and swaps them in. Appends go on meanwhile; they wait only
 * for the last moment, in which the streams that changed are folded once more.
 * @throws RebuildUnderWay.
 */
export async function rebuildProjections(
  dataSource: DataSource,
  projections: readonly AnyProjection[],
): Promise<Rebuilt[]> {
  const holder = dataSource.createQueryRunner();
  try {
    const [lock] = (await holder.query('SELECT pg_try_advisory_lock($1) AS mine', [
      REBUILD_LOCK,
    ])) as { mine: boolean }[];
    if (!lock?.mine) throw new RebuildUnderWay('Another rebuild is under way: let it end first.');
    try {
      return await rebuildAll(dataSource, projections);
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [REBUILD_LOCK]);
    }
  } finally {
    await holder.release();
  }
}

async function rebuildAll(
  dataSource: DataSource,
  projections: readonly AnyProjection[],
): Promise<Rebuilt[]> {
  const rebuilt: Rebuilt[] = [];
  for (const projection of projections) {
    const streams = await rebuild(dataSource, projection);
    rebuilt.push({ category: projection.category, streams });
  }
  return rebuilt;
}

async function rebuild(dataSource: DataSource, projection: AnyProjection): Promise<number> {
  const { category } = projection;
  const table = tableOf(category);
  const next = `${table}_next`;
  await dataSource.query(`DROP TABLE IF EXISTS ${next}`);
  await dataSource.query(`CREATE TABLE ${next} (LIKE ${table} INCLUDING ALL)`);
  const start = await lastPosition(dataSource.manager);
  const streams = await streamsOf(dataSource.manager, category, '0');
  for (const id of streams) await foldInto(dataSource.manager, projection, id, next);
  await dataSource.transaction(async (manager) => {
    // Appends take the table first and the feed's lock last; the same order avoids a deadlock.
    await manager.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    for (const id of await streamsOf(manager, category, start)) {
      await foldInto(manager, projection, id, next);
    }
    await manager.query(`DROP TABLE ${table}`);
    await manager.query(`ALTER TABLE ${next} RENAME TO ${table}`);
  });
  return streams.length;
}

async function lastPosition(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ last: string }[]>(
    'SELECT coalesce(max(position), 0) AS last FROM feed',
  );
  return row?.last ?? '0';
}

async function streamsOf(
  manager: EntityManager,
  category: string,
  after: string,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT DISTINCT event.stream_id AS id FROM feed JOIN event ON event.id = feed.event_id
     WHERE feed.position > $1 AND event.category = $2`,
    [after, category],
  );
  return rows.map(({ id }) => id);
}

async function foldInto(
  manager: EntityManager,
  projection: AnyProjection,
  id: string,
  table: string,
): Promise<void> {
  const rows = await manager.query<EventRow[]>(
    'SELECT * FROM event WHERE category = $1 AND stream_id = $2 ORDER BY version',
    [projection.category, id],
  );
  const events: StoredEvent<Fact>[] = rows.map((row) => toStoredEvent(row, codec));
  const state: unknown = events.reduce(
    (before: unknown, event) => projection.evolve(before, event),
    projection.initial as unknown,
  );
  const row = projection.row(state);
  const [first, last] = [events[0], events.at(-1)];
  if (!row || !first || !last) return;
  const stream = { category: projection.category, id };
  const { version, at: updatedAt } = last;
  await writeRow(manager, { stream, row, version, createdAt: first.at, updatedAt }, table);
}
