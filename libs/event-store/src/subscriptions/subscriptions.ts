import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

/** Which events are wanted; empty lists mean all. */
export type SubscriptionFilter = { types: string[]; sites: string[] };

export type NewSubscription = SubscriptionFilter & {
  url: string;
  secret: string;
  /** Position in the feed; omitted: what is appended from now on. */
  after?: string;
  by: string;
};

/** For display: without a secret. */
export type Subscription = SubscriptionFilter & {
  id: string;
  url: string;
  state: 'delivering' | 'failing' | 'disabled';
  disabledAt: string | null;
  disabledReason: string | null;
  /** Up to this position of the feed everything is delivered. */
  position: string;
  /** When the former secret stops signing; null if there is none. */
  formerSecretUntil: string | null;
  createdAt: string;
  createdBy: string;
};

type Row = Omit<Subscription, 'disabledAt' | 'formerSecretUntil' | 'createdAt'> & {
  disabledAt: Date | null;
  formerSecretUntil: Date | null;
  createdAt: Date;
};

const COLUMNS = `id, url, types, sites, position, created_by AS "createdBy",
  CASE WHEN NOT is_enabled THEN 'disabled' WHEN failures > 0 THEN 'failing' ELSE 'delivering' END
    AS state,
  disabled_at AS "disabledAt", disabled_reason AS "disabledReason", created_at AS "createdAt",
  CASE WHEN former_until > connector_now() THEN former_until END AS "formerSecretUntil"`;

const ADD = `
INSERT INTO subscription (id, url, types, sites, secret, position, created_at, created_by)
SELECT $1, $2, $3, $4, $5, coalesce($6::bigint, (SELECT max(position) FROM event), 0),
  connector_now(), $7
WHERE (SELECT count(*) FROM subscription) < $8
RETURNING ${COLUMNS}`;

const ROTATE = `
UPDATE subscription SET former_secret = secret, secret = $2, changes = changes + 1,
  former_until = connector_now() + $3 * interval '1 ms'
WHERE id = $1 RETURNING ${COLUMNS}`;

/** What failed is retried as if for the first time. */
const ENABLE = `
WITH due AS (
  UPDATE webhook_delivery SET first_at = connector_now(), next_at = connector_now()
  WHERE subscription_id = $1 AND delivered_at IS NULL)
UPDATE subscription SET is_enabled = true, disabled_at = NULL, disabled_reason = NULL, failures = 0,
  next_at = NULL, changes = changes + 1
WHERE id = $1 RETURNING ${COLUMNS}`;

const DISABLE = `
UPDATE subscription SET is_enabled = false, disabled_at = connector_now(), disabled_reason = $2,
  changes = changes + 1
WHERE id = $1 AND is_enabled RETURNING ${COLUMNS}`;

/** Who gets the public events by signed requests. Calls may throw StoreUnavailable. */
@Injectable()
export class Subscriptions {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined if the limit is reached. */
  async add(given: NewSubscription, most: number): Promise<Subscription | undefined> {
    const { url, types, sites, secret, after = null, by } = given;
    return this.one(ADD, [randomUUID(), url, types, sites, secret, after, by, most]);
  }

  list(): Promise<Subscription[]> {
    return this.read(`SELECT ${COLUMNS} FROM subscription ORDER BY created_at, id`, []);
  }

  find(id: string): Promise<Subscription | undefined> {
    return this.one(`SELECT ${COLUMNS} FROM subscription WHERE id = $1`, [id]);
  }

  /** With its log. */
  remove(id: string): Promise<Subscription | undefined> {
    return this.one(
      `WITH removed AS (DELETE FROM subscription WHERE id = $1 RETURNING *)
       SELECT ${COLUMNS} FROM removed`,
      [id],
    );
  }

  /** The previous secret continues to sign for a while. */
  rotate(id: string, secret: string, overlapMs: number): Promise<Subscription | undefined> {
    return this.one(ROTATE, [id, secret, overlapMs]);
  }

  enable(id: string): Promise<Subscription | undefined> {
    return this.one(ENABLE, [id]);
  }

  /** Undefined also if it was disabled before: of two that find out, one reports it. */
  disable(id: string, reason: string): Promise<Subscription | undefined> {
    return this.one(DISABLE, [id, reason]);
  }

  private async one(sql: string, values: unknown[]): Promise<Subscription | undefined> {
    return (await this.read(sql, values))[0];
  }

  private async read(sql: string, values: unknown[]): Promise<Subscription[]> {
    const found = await guarded(() => this.dataSource.query<Row[] | [Row[], number]>(sql, values));
    // For an UPDATE the driver returns the rows and their number.
    const rows = Array.isArray(found[0]) ? found[0] : (found as Row[]);
    return rows.map((row) => ({
      ...row,
      disabledAt: row.disabledAt?.toISOString() ?? null,
      formerSecretUntil: row.formerSecretUntil?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }
}
