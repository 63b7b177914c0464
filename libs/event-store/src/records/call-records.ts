import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storable } from '../append/storable.js';
import { prepared } from '../database/prepared.js';
import { guarded } from '../errors.js';

/** One call of a step to Omeda, as it may be stored: masked, without content. */
export type CallRecord = {
  id: number;
  site: string;
  brand: string;
  deploymentId: string;
  step: string;
  /** Of the step that was due; several attempts of it share the name, not the number. */
  dueId: number;
  call: string;
  method: string;
  path: string;
  request: string | null;
  /** Null if there was no response. */
  status: number | null;
  response: string | null;
  error: string | null;
  /** `ok`, or the class of the failure. */
  class: string;
  /** ISO, by the store's clock. */
  beganAt: string;
  tookMs: number;
};

/** `ageMs`: how long ago it began. */
export type NewCall = Omit<CallRecord, 'id' | 'beganAt'> & { ageMs: number };

/** Calls of a brand in the last hour. Percentiles are null where there were none. */
export type BrandCalls = {
  brand: string;
  count: number;
  failed: number;
  p50Ms: number | null;
  p95Ms: number | null;
};

/** One statement for a batch; what was erased since a call began is not stored again. */
const KEEP = prepared(`
INSERT INTO omeda_call (site, brand, deployment_id, step, due_id, call, method, path, request, status,
  response, error, class, began_at, took_ms)
SELECT site, brand, "deploymentId", step, "dueId", call, method, path, request, status, response,
  error, class, connector_now() - "ageMs" * interval '1 ms', "tookMs"
FROM jsonb_to_recordset($1) AS one (site text, brand text, "deploymentId" uuid, step text,
  "dueId" int, call text, method text, path text, request text, status int, response text,
  error text, class text, "ageMs" float8, "tookMs" int)
WHERE NOT EXISTS (SELECT FROM erasure WHERE erasure.deployment_id = one."deploymentId"
  AND erasure.erased_at >= connector_now() - one."ageMs" * interval '1 ms')`);

const PAGE = `
SELECT id::float8 AS id, site, brand, deployment_id AS "deploymentId", step, due_id AS "dueId", call,
  method, path, request, status, response, error, class, began_at AS "beganAt", took_ms AS "tookMs"
FROM omeda_call WHERE deployment_id = $1 AND ($2::bigint IS NULL OR id < $2)
ORDER BY id DESC LIMIT $3`;

const LAST_HOUR = `
SELECT brand, count(*)::int AS count, (count(*) FILTER (WHERE class <> 'ok'))::int AS failed,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms) AS "p50Ms",
  percentile_disc(0.95) WITHIN GROUP (ORDER BY took_ms) AS "p95Ms"
FROM omeda_call WHERE brand = ANY($1) AND began_at > connector_now() - interval '1 hour'
GROUP BY brand`;

const REMOVED_AT_ONCE = 5_000;
const REMOVE = `
WITH gone AS (
  DELETE FROM omeda_call WHERE id IN (
    SELECT id FROM omeda_call WHERE began_at < connector_now() - $1 * interval '1 day'
    LIMIT ${REMOVED_AT_ONCE})
  RETURNING 1)
SELECT count(*)::int AS count FROM gone`;

/** What went over the wire to Omeda. Methods may throw StoreUnavailable. */
@Injectable()
export class CallRecords {
  constructor(private readonly dataSource: DataSource) {}

  async keep(calls: readonly NewCall[]): Promise<void> {
    await this.query(KEEP, [JSON.stringify(storable(calls))]);
  }

  /** The latest first, before the one with this id. */
  async page(deploymentId: string, limit: number, before?: number): Promise<CallRecord[]> {
    const rows = await this.query<Omit<CallRecord, 'beganAt'> & { beganAt: Date }>(PAGE, [
      deploymentId,
      before ?? null,
      limit,
    ]);
    return rows.map((row) => ({ ...row, beganAt: row.beganAt.toISOString() }));
  }

  /** Brands that were not called are left out. */
  lastHour(brands: readonly string[]): Promise<BrandCalls[]> {
    return this.query(LAST_HOUR, [brands]);
  }

  /** Removes what is older than `days`; returns how many. */
  async purge(days: number): Promise<number> {
    for (let removed = 0; ;) {
      const [row] = await this.query<{ count: number }>(REMOVE, [days]);
      const count = row?.count ?? 0;
      removed += count;
      if (count < REMOVED_AT_ONCE) return removed;
    }
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, values));
  }
}
