import type { DataSource } from 'typeorm';
import { guarded } from './errors.js';
import { CLAIM_PROBES, MS_UNTIL_NEXT, TAKE, TAKE_PROBE } from './alarms-sql.js';

/** A deployment that must be looked at now. */
export type Alarm = {
  deploymentId: string;
  /** Why it rang: changes with the reason. */
  wakeKey: string;
  wakeAt: string;
  dueId: number | null;
  step: string | null;
  attempt: number | null;
  /** Counts the ticks of this deployment. */
  n: number;
  sentAt: string;
  /** How often it was taken since it was last told to wait. */
  deliveries: number;
  brand: string;
  site: string;
  postId: number;
  /** The one step that may try a held brand. */
  probe: boolean;
};

type AlarmRow = {
  deployment_id: string;
  wake_key: string;
  wake_at: Date;
  due_id: number | null;
  step: string | null;
  attempt: number | null;
  n: number;
  sent_at: Date;
  deliveries: number;
  brand: string;
  site: string;
  post_id: string;
};

/** Who must be woken, from the status; and the bookkeeping of who was. */
export class Alarms {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes what rings now, the longest overdue first. Nobody else takes it for `visibilityMs`.
   * A held brand is left alone, but for one step when its probe is due.
   */
  async take(limit: number, visibilityMs: number): Promise<Alarm[]> {
    return guarded(async () => {
      const due = await this.query(TAKE, [limit, visibilityMs]);
      return [...due.map((row) => toAlarm(row, false)), ...(await this.probes(visibilityMs))];
    });
  }

  private async probes(visibilityMs: number): Promise<Alarm[]> {
    const claimed = await this.dataSource.query<{ brand: string }[]>(CLAIM_PROBES, [visibilityMs]);
    const taken: Alarm[] = [];
    for (const { brand } of claimed) {
      const rows = await this.query(TAKE_PROBE, [brand, visibilityMs]);
      taken.push(...rows.map((row) => toAlarm(row, true)));
      if (rows.length === 0) await this.releaseProbe(brand);
    }
    return taken;
  }

  /** Rings again after `delayMs`; a superseded alarm is left alone. */
  async postpone(deploymentId: string, wakeKey: string, delayMs: number): Promise<void> {
    await this.set("not_before = connector_now() + $3 * interval '1 ms', deliveries = 0", [
      deploymentId,
      wakeKey,
      delayMs,
    ]);
  }

  /** Rings again after `delayMs`, and its deliveries are counted on. */
  async failed(deploymentId: string, wakeKey: string, delayMs: number): Promise<void> {
    await this.set("not_before = connector_now() + $3 * interval '1 ms'", [
      deploymentId,
      wakeKey,
      delayMs,
    ]);
  }

  /** Rings no more until its reason changes or a person redrives it. */
  async park(deploymentId: string, wakeKey: string, reason: string): Promise<void> {
    await this.set('parked_reason = $3', [deploymentId, wakeKey, reason]);
  }

  /** Frees the claim on a brand's probe. */
  async releaseProbe(brand: string): Promise<void> {
    await guarded(() => this.dataSource.query('DELETE FROM brand_probe WHERE brand = $1', [brand]));
  }

  /** What waits of a brand rings again at once. */
  async ringAgain(brand: string): Promise<void> {
    await guarded(() =>
      this.dataSource.query(
        `UPDATE tick SET not_before = connector_now() FROM deployment_status AS status
         WHERE status.deployment_id = tick.deployment_id AND status.brand = $1
           AND status.wake_key LIKE 'due:%' AND tick.not_before > connector_now()`,
        [brand],
      ),
    );
  }

  /** Milliseconds until the next alarm, 0 when one rings; nothing when none is set. */
  async msUntilNext(): Promise<number | undefined> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ ms: string | null }[]>(MS_UNTIL_NEXT),
    );
    return row?.ms == null ? undefined : Math.max(0, Math.ceil(Number(row.ms)));
  }

  async parked(): Promise<{ deploymentId: string; wakeKey: string; reason: string }[]> {
    return guarded(() =>
      this.dataSource.query(
        `SELECT deployment_id AS "deploymentId", wake_key AS "wakeKey", parked_reason AS reason
         FROM tick WHERE parked_reason IS NOT NULL ORDER BY sent_at`,
      ),
    );
  }

  private query(sql: string, parameters: unknown[]): Promise<AlarmRow[]> {
    return this.dataSource.query<AlarmRow[]>(sql, parameters);
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

function toAlarm(row: AlarmRow, probe: boolean): Alarm {
  return {
    deploymentId: row.deployment_id,
    wakeKey: row.wake_key,
    wakeAt: row.wake_at.toISOString(),
    dueId: row.due_id,
    step: row.step,
    attempt: row.attempt,
    n: row.n,
    sentAt: row.sent_at.toISOString(),
    deliveries: row.deliveries,
    brand: row.brand,
    site: row.site,
    postId: Number(row.post_id),
    probe,
  };
}
