import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { type FeedEnd, hasStill } from '../feed/feed-end.js';
import type { SubscriptionFilter } from './subscriptions.js';

/** All that a deliverer must know of a subscription, secrets included. */
export type Deliverable = SubscriptionFilter & {
  id: string;
  url: string;
  /** Each of them signs: two during a rotation. */
  secrets: string[];
  position: string;
  /** Attempts in a row that failed. */
  failures: number;
  /** How long to wait before the next attempt, in milliseconds. */
  restMs: number;
  hasRedeliveries: boolean;
};

const READ = `
SELECT id, url, types, sites, position, failures,
  CASE WHEN former_until > connector_now() THEN ARRAY[secret, former_secret]
    ELSE ARRAY[secret] END AS secrets,
  coalesce(greatest(0, extract(epoch FROM next_at - connector_now()) * 1000), 0)::float8 AS "restMs",
  EXISTS (SELECT FROM webhook_delivery AS d WHERE d.subscription_id = subscription.id
    AND d.is_wanted_again) AS "hasRedeliveries"
FROM subscription WHERE id = $1 AND is_enabled`;

/** How far its deliveries are; `feedEnd`: where the feed ended when that was found. */
type Progress = Pick<Deliverable, 'position' | 'failures' | 'restMs'> & { feedEnd: FeedEnd };

/**
 * Never backwards: a process that noticed late that another one delivers must not undo its work. Nor if the store has
 * lost what the position counts: it would hide the events that take those places.
 */
const ADVANCE = `
UPDATE subscription SET position = greatest(position, $2::bigint), failures = $3,
  next_at = CASE WHEN $4::float8 > 0 THEN connector_now() + $4::float8 * interval '1 ms' END
WHERE id = $1 AND ${hasStill('$5', '$6')}`;

const FORGET_BEYOND_END = `
WITH feed AS (SELECT coalesce(max(position), 0) AS last FROM event),
forgotten AS (
  DELETE FROM webhook_delivery USING feed WHERE subscription_id = $1 AND position > feed.last)
UPDATE subscription SET position = feed.last FROM feed WHERE id = $1 AND position > feed.last`;

/** For deliverers, one process at a time. Calls may throw StoreUnavailable. */
@Injectable()
export class Deliverables {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that are enabled, with how often people have changed them. */
  enabled(): Promise<{ id: string; changes: number }[]> {
    return this.query('SELECT id, changes FROM subscription WHERE is_enabled', []);
  }

  /** Undefined if it was removed or disabled. */
  async read(id: string): Promise<Deliverable | undefined> {
    return (await this.query<Deliverable>(READ, [id]))[0];
  }

  async advance(id: string, { position, failures, restMs, feedEnd }: Progress): Promise<void> {
    const asked = [id, position, failures, restMs, feedEnd.position, feedEnd.id];
    await this.query(ADVANCE, asked);
  }

  /** After a loss: what is recorded of events that the store does not have would hide those that come in their place. */
  async forgetBeyondEnd(id: string): Promise<void> {
    await this.query(FORGET_BEYOND_END, [id]);
  }

  /** How many there are in which state; those of a disabled one wait for a person. */
  async counts(): Promise<{ delivering: number; failing: number; disabled: number }> {
    const [row] = await this.query<{ delivering: number; failing: number; disabled: number }>(
      `SELECT count(*) FILTER (WHERE is_enabled AND failures = 0)::int AS delivering,
        count(*) FILTER (WHERE is_enabled AND failures > 0)::int AS failing,
        count(*) FILTER (WHERE NOT is_enabled)::int AS disabled FROM subscription`,
      [],
    );
    return row ?? { delivering: 0, failing: 0, disabled: 0 };
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, values));
  }
}
