import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { type Timer, type TimerRow, toTimer } from './timer.js';
import { MS_UNTIL_NEXT, REMOVE_ENDED, WAKE_AGAIN, TAKE } from './timers-sql.js';
import { FIRST_PLACE, type ParkedPlace } from '../records/parked-records.js';
import { takeProbes } from './probes.js';

/** How long what was sent last stays visible, in days. */
const ENDED_KEPT_DAYS = 1;
const ENDED_AT_A_TIME = 1_000;

export type ParkedWakeUp = { deploymentId: string; wakeKey: string; reason: string; at: string };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The wake-ups that are due, from the status; and the bookkeeping of those that were taken. */
@Injectable()
export class Timers {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes what is due now, the longest overdue first. Nothing else takes it for `visibilityMs`.
   * A held brand is skipped, except for one step when its probe is due.
   */
  async take(limit: number, visibilityMs: number): Promise<Timer[]> {
    const due = await guarded(() => this.dataSource.query<TimerRow[]>(TAKE, [limit, visibilityMs]));
    const probes = await takeProbes(this.dataSource, visibilityMs);
    return [...due.map((row) => toTimer(row, false)), ...probes];
  }

  /** Due again after `delayMs`; a superseded timer is ignored. */
  async postpone(deploymentId: string, wakeKey: string, delayMs: number): Promise<void> {
    const at = "connector_now() + $3 * interval '1 ms'";
    await this.set(`not_before = ${at}, next_at = ${at}, deliveries = 0`, [
      deploymentId,
      wakeKey,
      delayMs,
    ]);
  }

  /** Due again after `delayMs`, without resetting its count of deliveries. */
  async failed(deploymentId: string, wakeKey: string, delayMs: number): Promise<void> {
    await this.set("not_before = connector_now() + $3 * interval '1 ms'", [
      deploymentId,
      wakeKey,
      delayMs,
    ]);
  }

  /** Not due until its reason changes or a person redrives it. */
  async park(deploymentId: string, wakeKey: string, reason: string): Promise<void> {
    await this.set('parked_reason = $3', [deploymentId, wakeKey, reason]);
  }

  /** A person makes it due again, after `delayMs`. */
  async unpark(deploymentId: string, delayMs = 0): Promise<void> {
    await guarded(() =>
      this.dataSource.query(
        `UPDATE tick SET parked_reason = NULL, deliveries = 0,
           not_before = connector_now() + $2 * interval '1 ms'
         WHERE deployment_id = $1 AND parked_reason IS NOT NULL`,
        [deploymentId, delayMs],
      ),
    );
  }

  /** Whether nothing of a brand may be called but its probe. */
  async isHeld(brand: string): Promise<boolean> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ held: boolean }[]>('SELECT held FROM brand_status WHERE brand = $1', [
        brand,
      ]),
    );
    return row?.held ?? false;
  }

  /** Frees the claim on a brand's probe. */
  async releaseProbe(brand: string): Promise<void> {
    await guarded(() => this.dataSource.query('DELETE FROM brand_probe WHERE brand = $1', [brand]));
  }

  /** A brand's waiting wake-ups are due again at once. */
  async wakeAgain(brand: string): Promise<void> {
    await guarded(() => this.dataSource.query(WAKE_AGAIN, [brand]));
  }

  /** Milliseconds until the next timer, 0 if one is due; undefined if none is set. */
  async msUntilNext(): Promise<number | undefined> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ ms: string | null }[]>(MS_UNTIL_NEXT),
    );
    return row?.ms == null ? undefined : Math.max(0, Math.ceil(Number(row.ms)));
  }

  /** Removes the bookkeeping of newsletters that wait for nothing any more; returns of how many. */
  async removeEnded(): Promise<number> {
    for (let removed = 0; ;) {
      const [row] = await guarded(() =>
        this.dataSource.query<{ count: number }[]>(REMOVE_ENDED, [
          ENDED_AT_A_TIME,
          ENDED_KEPT_DAYS,
        ]),
      );
      const count = row?.count ?? 0;
      removed += count;
      if (count < ENDED_AT_A_TIME) return removed;
    }
  }

  /** A page of what is parked, the longest first. */
  async parked(limit: number, after: ParkedPlace = FIRST_PLACE): Promise<ParkedWakeUp[]> {
    const rows = await guarded(() =>
      this.dataSource.query<(Omit<ParkedWakeUp, 'at'> & { at: Date })[]>(
        `SELECT deployment_id AS "deploymentId", wake_key AS "wakeKey", parked_reason AS reason,
           sent_at AS at
         FROM tick WHERE parked_reason IS NOT NULL AND (sent_at, deployment_id::text) > ($2, $3)
         ORDER BY sent_at, deployment_id::text LIMIT $1`,
        [limit, after.at, after.id],
      ),
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  async countParked(): Promise<number> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM tick WHERE parked_reason IS NOT NULL',
      ),
    );
    return row?.count ?? 0;
  }

  /** Why a deployment's wake-up is parked, and since when; undefined if it is not. */
  async parkedWakeUp(
    deploymentId: string,
  ): Promise<Pick<ParkedWakeUp, 'reason' | 'at'> | undefined> {
    if (!UUID.test(deploymentId)) return undefined;
    const [row] = await guarded(() =>
      this.dataSource.query<{ reason: string; at: Date }[]>(
        `SELECT parked_reason AS reason, sent_at AS at FROM tick
         WHERE deployment_id = $1 AND parked_reason IS NOT NULL`,
        [deploymentId],
      ),
    );
    return row && { reason: row.reason, at: row.at.toISOString() };
  }

  private async set(assignments: string, parameters: unknown[]): Promise<void> {
    await guarded(() =>
      this.dataSource.query(
        `UPDATE tick SET ${assignments} WHERE deployment_id = $1 AND wake_key = $2`,
        parameters,
      ),
    );
  }
}
