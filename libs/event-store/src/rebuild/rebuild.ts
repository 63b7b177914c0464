import type { StreamId } from '#events';
import type { DataSource, EntityManager } from 'typeorm';
import { tableOf, writeRows } from '../projections/projection.js';
import { Recount } from './recount.js';
import { type AnyProjection, foldedRows } from './folded-rows.js';
import { LOCKS } from '../leases/locks.js';

export type Rebuilt = { category: StreamId['category']; streams: number };

/** Another process changes the same tables: two rebuilds would replace each other's. */
export class CannotRebuildNow extends Error {
  override name = 'CannotRebuildNow';
}

/** Migrations wait for it: what they add to a table would be lost once its earlier copy takes its place. */
const LOCK = `
SELECT pg_try_advisory_xact_lock($1) AS "isOnly",
  pg_try_advisory_xact_lock_shared($2) AS "isUnchanging"`;

/** At most this many changed streams are folded while appends wait. */
const FEW = 50;
/** If more change during a pass than it can fold, appends wait for the last one after all. */
const MOST_PASSES = 10;

/**
 * Folds all events into second tables and swaps them in. Appends continue: what they change is
 * folded again in passes, and they wait only for the last and shortest one.
 * @throws CannotRebuildNow.
 */
export async function rebuildProjections(
  dataSource: DataSource,
  projections: readonly AnyProjection[],
): Promise<Rebuilt[]> {
  // A transaction holds the lock throughout: a session may belong to a pooler, and outlive us.
  return dataSource.transaction(async (holder) => {
    await holder.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const [locks] = await holder.query<{ isOnly: boolean; isUnchanging: boolean }[]>(LOCK, [
      LOCKS.rebuild,
      LOCKS.migration,
    ]);
    if (!locks?.isOnly)
      throw new CannotRebuildNow('Another rebuild is running. Wait until it is done.');
    if (!locks.isUnchanging)
      throw new CannotRebuildNow(
        'Another process is migrating the store. Wait until it is done, then run it again.',
      );
    return rebuildAll(dataSource, projections);
  });
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
  const table = tableOf(projection.category);
  const next = `${table}_next`;
  const { manager } = dataSource;
  await manager.query(`DROP TABLE IF EXISTS ${next}`);
  await manager.query(`CREATE TABLE ${next} (LIKE ${table} INCLUDING ALL)`);
  let seen = await lastPosition(manager);
  await fold(manager, projection, next);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const end = await lastPosition(manager);
    const changed = await changedSince(manager, projection, seen);
    if (changed.length <= FEW) break;
    await fold(manager, projection, next, changed);
    seen = end;
  }
  const isCounted = projection.category === 'deployment';
  const recount = isCounted ? await Recount.of(manager, next) : undefined;
  await dataSource.transaction(async (tx) => {
    await tx.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const changed = await changedSince(tx, projection, seen);
    const foldLast = () => fold(tx, projection, next, changed);
    await (recount ? recount.changing(tx, changed, foldLast) : foldLast());
    await recount?.install(tx);
    await tx.query(`DROP TABLE ${table}`);
    await tx.query(`ALTER TABLE ${next} RENAME TO ${table}`);
  });
  const [row] = await manager.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? 0;
}

async function fold(
  manager: EntityManager,
  projection: AnyProjection,
  table: string,
  streams?: readonly string[],
): Promise<void> {
  if (streams?.length === 0) return;
  for await (const rows of foldedRows(manager, projection, streams)) {
    await writeRows(manager, projection.category, { rows, table });
  }
}

async function lastPosition(manager: EntityManager): Promise<string> {
  const last = 'SELECT coalesce(max(position), 0) AS last FROM event';
  const [row] = await manager.query<{ last: string }[]>(last);
  return row?.last ?? '0';
}

async function changedSince(
  manager: EntityManager,
  { category }: AnyProjection,
  position: string,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    'SELECT DISTINCT stream_id AS id FROM event WHERE position > $1 AND category = $2',
    [position, category],
  );
  return rows.map(({ id }) => id);
}
