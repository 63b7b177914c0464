import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { NOT_AT_OMEDA, NOT_TAKEN_BACK, OMEDA_SENDS_AT, UNFINISHED } from './unfinished-sql.js';

const OLDEST_DUE = `
SELECT coalesce(extract(epoch FROM connector_now() - min(greatest(d.wake_at, tick.next_at))), 0)::float8
  AS seconds
FROM deployment_status AS d
LEFT JOIN tick ON tick.deployment_id = d.deployment_id AND tick.wake_key = d.wake_key
WHERE d.wake_at <= connector_now() AND greatest(d.wake_at, tick.next_at) <= connector_now()
  AND tick.parked_reason IS NULL
  AND NOT EXISTS (SELECT FROM brand_status AS b WHERE b.brand = d.brand AND b.held)`;

const NEXT_SENDS = `
SELECT brand, extract(epoch FROM min(send_at) - connector_now())::float8 AS seconds
FROM deployment_status WHERE ${UNFINISHED} AND ${NOT_AT_OMEDA} GROUP BY brand`;

const NOT_TAKEN_BACK_SENDS = `
SELECT brand, count(*)::int AS count,
  extract(epoch FROM min(${OMEDA_SENDS_AT}) - connector_now())::float8 AS seconds
FROM deployment_status d WHERE ${NOT_TAKEN_BACK} GROUP BY brand`;

/** pg_stat_activity hides other roles' connections from a role without pg_read_all_stats. */
const SERVER = `
SELECT (SELECT sum(numbackends)::int FROM pg_stat_database) AS connections,
  current_setting('max_connections')::int AS "maxConnections",
  pg_database_size(current_database())::float8 AS bytes`;

/** How long people are notified of what was sent against the newsroom's will. */
export const UNWANTED_MS = 24 * 60 * 60_000;

const UNWANTED = `
SELECT brand, count(*)::int AS count FROM deployment_status
WHERE status = 'sent-after-withdrawal'
  AND (body #>> '{achieved,sent,sentAt}')::timestamptz > connector_now() - interval '${UNWANTED_MS / 1000} seconds'
GROUP BY brand`;

type Server = { connections: number; maxConnections: number; bytes: number };

/** Numbers for monitoring. Each costs the same however many newsletters are stored. */
@Injectable()
export class Figures {
  constructor(private readonly dataSource: DataSource) {}

  /** How long the oldest due step that was not postponed has waited; 0 if there is none. */
  async oldestDueSeconds(): Promise<number> {
    const [row] = await this.query<{ seconds: number }>(OLDEST_DUE);
    return row?.seconds ?? 0;
  }

  /** Of each brand, the time until the next newsletter goes out that Omeda has no time for yet. */
  nextSends(): Promise<{ brand: string; seconds: number }[]> {
    return this.query(NEXT_SENDS);
  }

  /** Of each brand, the time until Omeda sends the next one that could not be taken back, and how many there are. */
  notTakenBack(): Promise<{ brand: string; count: number; seconds: number }[]> {
    return this.query(NOT_TAKEN_BACK_SENDS);
  }

  async server(): Promise<Server> {
    const [row] = await this.query<Server>(SERVER);
    if (!row) throw new Error('The store returned nothing.');
    return row;
  }

  /** Newsletters of each brand that were sent after they were withdrawn, within the last day. */
  sentAfterWithdrawal(): Promise<{ brand: string; count: number }[]> {
    return this.query(UNWANTED);
  }

  private query<T>(sql: string): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql));
  }
}
