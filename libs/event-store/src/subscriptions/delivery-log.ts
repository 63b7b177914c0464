import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { hasStill } from '../feed/feed-end.js';

/** The result of an attempt. */
export type Attempt = {
  subscriptionId: string;
  position: string;
  eventId: string;
  deploymentId: string;
  type: string;
  isDelivered: boolean;
  /** Of the response; null if there was none. */
  status: number | null;
  words: string;
  /** Until the next attempt, in milliseconds; if it failed. */
  againMs: number;
};

/** One event and its delivery so far. */
export type Delivery = {
  eventId: string;
  deploymentId: string;
  type: string;
  state: 'delivered' | 'failed';
  attempts: number;
  status: number | null;
  words: string;
  firstAt: string;
  lastAt: string;
  nextAt: string | null;
  position: string;
};

export type DeliveryQuery = { limit: number; before?: string; state?: string };

type Row = Omit<Delivery, 'firstAt' | 'lastAt' | 'nextAt'> & {
  firstAt: Date;
  lastAt: Date;
  nextAt: Date | null;
};

/** Not of what the store has lost in the meantime: it would hide the event that takes its place. */
const RECORD = `
INSERT INTO webhook_delivery AS known (subscription_id, position, event_id, deployment_id, type,
  attempts, first_at, last_at, next_at, delivered_at, status, words)
SELECT $1, $2, $3, $4, $5, 1, now.at, now.at,
  CASE WHEN NOT $6 THEN now.at + $9 * interval '1 ms' END, CASE WHEN $6 THEN now.at END, $7, $8
FROM (SELECT connector_now() AS at) AS now
WHERE EXISTS (SELECT FROM subscription WHERE id = $1) AND ${hasStill('$2', '$3')}
ON CONFLICT (subscription_id, position) DO UPDATE SET attempts = known.attempts + 1,
  last_at = excluded.last_at, next_at = excluded.next_at, status = excluded.status,
  words = excluded.words, is_wanted_again = false,
  delivered_at = coalesce(excluded.delivered_at, known.delivered_at)
RETURNING extract(epoch FROM last_at - first_at)::float8 * 1000 AS "failingMs"`;

const LIST = `
SELECT event_id AS "eventId", deployment_id AS "deploymentId", type, attempts, status, words,
  CASE WHEN delivered_at IS NULL THEN 'failed' ELSE 'delivered' END AS state,
  first_at AS "firstAt", last_at AS "lastAt", next_at AS "nextAt", position
FROM webhook_delivery
WHERE subscription_id = $1 AND ($3::bigint IS NULL OR position < $3)
  AND ($4::text IS NULL OR (delivered_at IS NULL) = ($4 = 'failed'))
ORDER BY position DESC LIMIT $2`;

/** What waits is due at once; what was delivered is wanted again. */
const AGAIN = `
WITH asked AS (
  UPDATE webhook_delivery SET next_at = CASE WHEN delivered_at IS NULL THEN connector_now() END,
    is_wanted_again = delivered_at IS NOT NULL
  WHERE subscription_id = $1 AND event_id = $2 RETURNING subscription_id)
UPDATE subscription SET changes = changes + 1, next_at = NULL
FROM asked WHERE id = subscription_id RETURNING id`;

/** Not beyond the subscription's position: there only this log shows what was delivered, and is not sent again. */
const PURGE = `
DELETE FROM webhook_delivery WHERE (subscription_id, position) IN (
  SELECT subscription_id, webhook_delivery.position
  FROM webhook_delivery JOIN subscription ON subscription.id = subscription_id
  WHERE delivered_at < connector_now() - $1 * interval '1 ms'
    AND webhook_delivery.position <= subscription.position LIMIT $2)`;

const PURGED_AT_ONCE = 5_000;

/** The log of deliveries. Calls may throw StoreUnavailable. */
@Injectable()
export class DeliveryLog {
  constructor(private readonly dataSource: DataSource) {}

  /** For how long this event has failed, in milliseconds. */
  async record(attempt: Attempt): Promise<{ failingMs: number }> {
    const { subscriptionId, position, eventId, deploymentId, type } = attempt;
    const { isDelivered, status, words, againMs } = attempt;
    const ids = [subscriptionId, position, eventId, deploymentId, type];
    const [row] = await this.query<{ failingMs: number }>(RECORD, [
      ...ids,
      isDelivered,
      status,
      words,
      againMs,
    ]);
    return row ?? { failingMs: 0 };
  }

  /** The latest event first. */
  async list(subscriptionId: string, { limit, before, state }: DeliveryQuery): Promise<Delivery[]> {
    const values = [subscriptionId, limit, before ?? null, state ?? null];
    const rows = await this.query<Row>(LIST, values);
    return rows.map((row) => ({
      ...row,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      nextAt: row.nextAt?.toISOString() ?? null,
    }));
  }

  /** False if no such event was delivered or tried. */
  async wantAgain(subscriptionId: string, eventId: string): Promise<boolean> {
    const found = await this.query<unknown[]>(AGAIN, [subscriptionId, eventId]);
    return (found[0]?.length ?? 0) > 0;
  }

  /** Positions of events that a person wants redelivered. */
  async wantedAgain(subscriptionId: string, limit: number): Promise<string[]> {
    const rows = await this.query<{ position: string }>(
      `SELECT position FROM webhook_delivery WHERE subscription_id = $1 AND is_wanted_again
       ORDER BY position LIMIT $2`,
      [subscriptionId, limit],
    );
    return rows.map(({ position }) => position);
  }

  /** Everything that waits is due now: the subscriber responds again. */
  async makeDue(subscriptionId: string): Promise<void> {
    await this.query(
      `UPDATE webhook_delivery SET next_at = connector_now()
       WHERE subscription_id = $1 AND delivered_at IS NULL`,
      [subscriptionId],
    );
  }

  /** Deletes deliveries older than this, some at a time. True if more may be left. */
  async purge(olderThanMs: number): Promise<boolean> {
    const [, count] = (await this.query(PURGE, [olderThanMs, PURGED_AT_ONCE])) as [unknown, number];
    return count === PURGED_AT_ONCE;
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, values));
  }
}
