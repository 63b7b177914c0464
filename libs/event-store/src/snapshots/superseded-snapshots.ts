import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { guarded } from '../errors.js';
import { lockSnapshots } from './snapshot-lock.js';
import { LOCKS } from '../leases/locks.js';

/** Events checked in one short transaction: appends of their sites wait for it. */
const BATCH = 200;

/** Removed snapshots, and their size in PostgreSQL. */
export type RemovedSnapshots = { removed: number; bytes: number };

/** The next events that replaced content at least $1 days ago, each with what it replaced. */
const REPLACED = `
WITH next AS (
  SELECT stream_id, version, type, position, recorded_at FROM event
  WHERE position > (SELECT position FROM snapshot_checkpoint) AND category = 'deployment'
    AND type IN ('ContentChanged', 'ContentUpdated')
  ORDER BY position LIMIT ${BATCH})
SELECT next.position::text AS position, status.site, before.data->>'contentHash' AS content,
  before.data->>'settingsHash' AS settings
FROM next
LEFT JOIN deployment_status status ON status.deployment_id = next.stream_id::uuid
LEFT JOIN LATERAL (
  SELECT data FROM event
  WHERE category = 'deployment' AND stream_id = next.stream_id AND version < next.version
    AND type = next.type
  ORDER BY version DESC LIMIT 1) before ON true
WHERE next.recorded_at < connector_now() - $1 * interval '1 day'
ORDER BY next.position`;

const LAST = (type: string, stream: string) => `(
  SELECT data FROM event WHERE category = 'deployment' AND stream_id = ${stream} AND type = '${type}'
  ORDER BY version DESC LIMIT 1)`;

/**
 * Whether a deployment of the site names it and has nothing newer that is old enough, or Omeda has it by the last
 * update, or the last step that started may still read it.
 */
const IS_IN_USE = (kind: 'content' | 'settings') => `EXISTS (
  SELECT FROM event naming
  JOIN deployment_status status ON status.deployment_id = naming.stream_id::uuid
  WHERE naming.type = 'ContentChanged' AND naming.data->>'${kind}Hash' = given.hash
    AND naming.category = 'deployment' AND status.site = given.site
    AND (NOT EXISTS (
        SELECT FROM event newer
        WHERE newer.category = 'deployment' AND newer.stream_id = naming.stream_id
          AND newer.version > naming.version AND newer.type = 'ContentChanged'
          AND newer.recorded_at < connector_now() - $2 * interval '1 day')
      OR ${LAST('ContentUpdated', 'naming.stream_id')}->>'${kind}Hash' = given.hash
      OR ${LAST('StepStarted', 'naming.stream_id')}->'request'->>'${kind}Hash' = given.hash))`;

const REMOVE = (kind: 'content' | 'settings') => `
WITH gone AS (
  DELETE FROM snapshot USING jsonb_to_recordset($1) AS given (site text, hash text)
  WHERE snapshot.site = given.site AND snapshot.hash = given.hash AND snapshot.kind = '${kind}'
    AND NOT ${IS_IN_USE(kind)}
  RETURNING pg_column_size(body) AS bytes)
SELECT count(*)::int AS removed, coalesce(sum(bytes), 0)::float8 AS bytes FROM gone`;

type Replaced = { position: string; site: string | null } & Record<
  'content' | 'settings',
  string | null
>;

/**
 * Content and settings that a later save replaced. Each event that replaces some is checked once, when it is old
 * enough, from a checkpoint on: what a purge costs depends on what was saved since the last one.
 */
@Injectable()
export class SupersededSnapshots {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Removes what was replaced this many days ago and is not at Omeda. Does nothing while another process is removing.
   */
  async purge(days: number): Promise<RemovedSnapshots> {
    const all = { removed: 0, bytes: 0 };
    for (;;) {
      const batch = await guarded(() =>
        this.dataSource.transaction((manager) => purgeBatch(manager, days)),
      );
      all.removed += batch.removed;
      all.bytes += batch.bytes;
      if (batch.readCount < BATCH) return all;
    }
  }
}

async function purgeBatch(manager: EntityManager, days: number) {
  const none = { removed: 0, bytes: 0, readCount: 0 };
  const [lock] = await manager.query<{ mine: boolean }[]>(
    'SELECT pg_try_advisory_xact_lock($1) AS mine',
    [LOCKS.supersededPurge],
  );
  if (!lock?.mine) return none;
  const replaced = await manager.query<Replaced[]>(REPLACED, [days]);
  const last = replaced.at(-1);
  if (!last) return none;
  const sites = new Set(replaced.flatMap(({ site }) => site ?? []));
  for (const site of [...sites].sort()) await lockSnapshots(manager, site);
  const content = await remove(manager, replaced, 'content', days);
  const settings = await remove(manager, replaced, 'settings', days);
  await manager.query('UPDATE snapshot_checkpoint SET position = $1', [last.position]);
  return {
    removed: content.removed + settings.removed,
    bytes: content.bytes + settings.bytes,
    readCount: replaced.length,
  };
}

async function remove(
  manager: EntityManager,
  replaced: Replaced[],
  kind: 'content' | 'settings',
  days: number,
): Promise<RemovedSnapshots> {
  const given = replaced
    .filter((one) => one.site !== null && one[kind] !== null)
    .map((one) => ({ site: one.site, hash: one[kind] }));
  const [row] = await manager.query<RemovedSnapshots[]>(REMOVE(kind), [
    JSON.stringify(given),
    days,
  ]);
  return row ?? { removed: 0, bytes: 0 };
}
