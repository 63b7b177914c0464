import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { guarded } from '../errors.js';
import { LOCKS } from '../leases/locks.js';

/** Events checked in one short transaction, which moves the whole newsletters among them. */
const PAGE = 200;

/** Final statuses, unless the post is saved again. */
const ENDED = `('sent', 'sent-after-withdrawal', 'missed', 'cancelled', 'no-type', 'archived')`;

/** The next events after a position ($2) that are older than $1 days, and which of their newsletters have ended. */
const NEXT = `
WITH page AS (
  SELECT stream_id, category, position, recorded_at FROM ONLY event
  WHERE position > $2 ORDER BY position LIMIT ${PAGE}),
old AS (
  SELECT * FROM page WHERE recorded_at < connector_now() - $1 * interval '1 day')
SELECT count(*)::int AS "readCount", max(position)::text AS position, array(
  SELECT status.deployment_id::text FROM deployment_status status
  WHERE status.deployment_id IN (SELECT stream_id::uuid FROM old WHERE category = 'deployment')
    AND status.status IN ${ENDED} AND status.wake_at IS NULL
    AND status.updated_at < connector_now() - $1 * interval '1 day') AS ended
FROM old`;

const COPY = `
INSERT INTO archived_event
SELECT * FROM ONLY event WHERE category = 'deployment' AND stream_id = ANY($1)`;

/** Only what the archive has: an event that was appended in the meantime stays. */
const REMOVE = `
WITH gone AS (
  DELETE FROM ONLY event USING ONLY archived_event kept
  WHERE kept.id = event.id AND event.category = 'deployment' AND event.stream_id = ANY($1)
  RETURNING 1)
SELECT count(*)::int AS count FROM gone`;

type Next = { readCount: number; position: string | null; ended: string[] };

/** Newsletters and events that were moved. */
export type Archived = { newsletters: number; events: number };

/**
 * Moves events of newsletters that ended long ago to the table `archived_event`. It inherits from `event`: a query
 * of `event` returns both, in the same order.
 */
@Injectable()
export class Archive {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Moves those whose last event is older than `days`. Does nothing while another process is moving events. May throw
   * StoreUnavailable; what was moved before stays moved.
   */
  async move(days: number): Promise<Archived> {
    const all = { newsletters: 0, events: 0 };
    for (let after: string | null = '0'; after !== null;) {
      const from: string = after;
      const { archived, next } = await guarded(() =>
        this.dataSource.transaction((manager) => movePage(manager, days, from)),
      );
      all.newsletters += archived.newsletters;
      all.events += archived.events;
      after = next;
    }
    return all;
  }
}

/** `next`: where the next page begins; null after the last. */
async function movePage(manager: EntityManager, days: number, after: string) {
  const none = { archived: { newsletters: 0, events: 0 }, next: null };
  const [lock] = await manager.query<{ mine: boolean }[]>(
    'SELECT pg_try_advisory_xact_lock($1) AS mine',
    [LOCKS.archive],
  );
  if (!lock?.mine) return none;
  const [page] = await manager.query<Next[]>(NEXT, [days, after]);
  if (!page?.position) return none;
  const next = page.readCount < PAGE ? null : page.position;
  if (page.ended.length === 0) return { ...none, next };
  await manager.query(COPY, [page.ended]);
  const [gone] = await manager.query<{ count: number }[]>(REMOVE, [page.ended]);
  return { archived: { newsletters: page.ended.length, events: gone?.count ?? 0 }, next };
}
