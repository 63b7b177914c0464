import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { guarded } from '../errors.js';
import { lockSnapshots } from './snapshot-lock.js';
import { LOCKS } from '../leases/locks.js';

/** Snapshots of one deployment that were erased, and those that another one still names. */
export type Erased = { deploymentId: string; erased: number; kept: number };

type Target = { deploymentId: string; site: string; by: string };

const AT_A_TIME = 100;

/**
 * A hash named by events of this deployment ($1), and whether another one of the site ($2) also names it:
 * one that was never erased, or that was given it again since.
 */
const NAMED = (kind: 'content' | 'settings') => `
SELECT DISTINCT '${kind}' AS kind, own.data->>'${kind}Hash' AS hash, EXISTS (
  SELECT FROM event other
  JOIN deployment_status status ON status.deployment_id = other.stream_id::uuid
  LEFT JOIN erasure ON erasure.deployment_id = status.deployment_id
  LEFT JOIN kept_after_erasure again ON again.deployment_id = status.deployment_id
    AND again.kind = '${kind}' AND again.hash = own.data->>'${kind}Hash'
  WHERE other.type = 'ContentChanged' AND other.data->>'${kind}Hash' = own.data->>'${kind}Hash'
    AND other.category = 'deployment' AND other.stream_id <> $1 AND status.site = $2
    AND (erasure.deployment_id IS NULL OR again.deployment_id IS NOT NULL)
) AS shared
FROM event own
WHERE own.category = 'deployment' AND own.stream_id = $1 AND own.type = 'ContentChanged'`;

const OVERDUE = `
SELECT DISTINCT event.stream_id AS "deploymentId", status.site
FROM event
JOIN deployment_status status ON status.deployment_id = event.stream_id::uuid
LEFT JOIN erasure ON erasure.deployment_id = status.deployment_id
WHERE event.type = 'PostReceived' AND event.data->>'event' = 'post.deleted'
  AND NOT (event.data->>'stale')::boolean
  AND event.recorded_at < connector_now() - $1 * interval '1 ms'
  AND (erasure.deployment_id IS NULL OR EXISTS (
    SELECT FROM kept_after_erasure again WHERE again.deployment_id = status.deployment_id))
LIMIT ${AT_A_TIME}`;

/** Removes rendered content and settings; events, status and history don't need them. */
@Injectable()
export class Erasures {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Erases what one deployment's events name, except what another of its site also names. Undefined, with nothing
   * erased, if it is no longer at this version: what was appended since may need it.
   */
  async erase(target: Target, version: number): Promise<Erased | undefined> {
    return guarded(() =>
      this.dataSource.transaction(async (manager) => {
        await lockSnapshots(manager, target.site);
        const isAsSeen = await isStillAt(manager, target.deploymentId, version);
        return isAsSeen ? eraseOne(manager, target) : undefined;
      }),
    );
  }

  /**
   * Erases what belongs to posts that were deleted this long ago: all that exists of each, even if it
   * was erased before. Does nothing while another process is erasing.
   */
  async purge(afterMs: number): Promise<Erased[]> {
    return guarded(() =>
      this.dataSource.transaction(async (manager) => {
        const [lock] = await manager.query<{ mine: boolean }[]>(
          'SELECT pg_try_advisory_xact_lock($1) AS mine',
          [LOCKS.erasurePurge],
        );
        if (!lock?.mine) return [];
        const overdue = await manager.query<{ deploymentId: string; site: string }[]>(OVERDUE, [
          afterMs,
        ]);
        const erased: Erased[] = [];
        for (const one of overdue) erased.push(await eraseOne(manager, { ...one, by: 'purge' }));
        return erased;
      }),
    );
  }
}

async function eraseOne(manager: EntityManager, { deploymentId, site, by }: Target) {
  await lockSnapshots(manager, site);
  const named = await manager.query<{ kind: string; hash: string; shared: boolean }[]>(
    `${NAMED('content')} UNION ALL ${NAMED('settings')}`,
    [deploymentId, site],
  );
  let erased = 0;
  for (const { kind, hash } of named.filter(({ shared }) => !shared)) {
    const rows = await manager.query<unknown[]>(
      `WITH gone AS (DELETE FROM snapshot WHERE site = $1 AND kind = $2 AND hash = $3 RETURNING 1)
       SELECT 1 FROM gone`,
      [site, kind, hash],
    );
    erased += rows.length;
  }
  await manager.query('DELETE FROM kept_after_erasure WHERE deployment_id = $1', [deploymentId]);
  await manager.query(
    `INSERT INTO erasure (deployment_id, version, erased_by, erased_at)
     SELECT deployment_id, version, $2, connector_now() FROM deployment_status
     WHERE deployment_id = $1
     ON CONFLICT (deployment_id) DO UPDATE SET version = excluded.version,
       erased_by = excluded.erased_by, erased_at = excluded.erased_at`,
    [deploymentId, by],
  );
  return { deploymentId, erased, kept: named.filter(({ shared }) => shared).length };
}

/**
 * Blocks appends until the transaction ends. Appends take this lock first, too, and never wait for that of
 * the snapshots.
 */
async function isStillAt(
  manager: EntityManager,
  deploymentId: string,
  version: number,
): Promise<boolean> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.feed]);
  const [row] = await manager.query<{ isSo: boolean }[]>(
    `SELECT coalesce(max(version), 0) = $2 AS "isSo" FROM event
     WHERE category = 'deployment' AND stream_id = $1`,
    [deploymentId, version],
  );
  return row?.isSo === true;
}
