import type { DataSource } from 'typeorm';
import { type Timer, type TimerRow, toTimer } from './timer.js';
import { ENTER_TOUCHED, LATER, SWEEP, TAKE_BACK } from './broker-wake-ups-sql.js';
import { guarded } from '../errors.js';
import { takeProbes } from './probes.js';

export type BrokerWakeUpsSettings = {
  /** The broker's longest delay: what is due later stays in the store. Milliseconds. */
  nearMs: number;
  /** How long after it was due a wake-up counts as lost. Milliseconds. */
  overdueMs: number;
  /** Longest wait between two wake-ups for the same reason. Milliseconds. */
  backOffLimitMs: number;
  /** For how long no other step probes a held brand. Milliseconds. */
  probeMs: number;
};

export const BROKER_WAKE_UPS_DEFAULTS: BrokerWakeUpsSettings = {
  nearMs: 300_000,
  overdueMs: 10_000,
  backOffLimitMs: 300_000,
  // Longer than any call of a probe may take.
  probeMs: 60_000,
};

/** A timer for the broker, and in how many milliseconds it is due. */
export type BrokerWakeUp = { timer: Timer; dueInMs: number };

/**
 * Which wake-ups the broker is to deliver, and the bookkeeping of those it has: the same table and
 * same rules as the embedded `take`. Every call may throw StoreUnavailable.
 */
export class BrokerWakeUps {
  constructor(
    private readonly dataSource: DataSource,
    readonly settings: BrokerWakeUpsSettings = BROKER_WAKE_UPS_DEFAULTS,
  ) {}

  /**
   * Enters the present wake-up of these deployments, if it is near and not parked, and its brand
   * is not held. `again`: also what was entered before, for callers that do not know whether it was sent.
   */
  async enter(deploymentIds: readonly string[], { again = false } = {}): Promise<BrokerWakeUp[]> {
    if (deploymentIds.length === 0) return [];
    const { nearMs, overdueMs, backOffLimitMs } = this.settings;
    const limits = [nearMs, overdueMs, backOffLimitMs];
    const rows = await this.query(ENTER_TOUCHED, [deploymentIds, ...limits, again]);
    return rows.map((row) => toBrokerWakeUp(toTimer(row, false)));
  }

  /**
   * Enters what the broker does not have: what is due soon, what it lost, expired leases, and
   * probes of held brands. What is parked and what waits for a held brand is skipped.
   */
  async sweep(limit: number): Promise<BrokerWakeUp[]> {
    const { nearMs, overdueMs, backOffLimitMs, probeMs } = this.settings;
    const rows = await this.query(SWEEP, [limit, nearMs, overdueMs, backOffLimitMs]);
    const probes = await takeProbes(this.dataSource, probeMs);
    return [...rows.map((row) => toTimer(row, false)), ...probes].map(toBrokerWakeUp);
  }

  /** They could not be sent after all: the next sweep has them again. */
  async takeBack(wakeUps: readonly BrokerWakeUp[]): Promise<void> {
    const ids = wakeUps.map(({ timer }) => timer.deploymentId);
    const probed = wakeUps.filter(({ timer }) => timer.probe).map(({ timer }) => timer.brand);
    await this.query(TAKE_BACK, [ids]);
    await this.query('DELETE FROM brand_probe WHERE brand = ANY ($1)', [probed]);
  }

  /**
   * Its handler wants it again after `delayMs`: until the broker must have lost that one, no other
   * is sent. Longer than the broker's longest delay, and the sweep sends it. False: there is a newer one, and
   * this one must not be repeated. Each copy would cause another, for as long as its reason lasts.
   */
  async later(
    { deploymentId, wakeKey, n }: Pick<Timer, 'deploymentId' | 'wakeKey' | 'n'>,
    delayMs: number,
  ): Promise<boolean> {
    const { nearMs, overdueMs } = this.settings;
    const parameters = [deploymentId, wakeKey, n, delayMs, nearMs, overdueMs];
    const [row] = await guarded(() =>
      this.dataSource.query<{ count: number }[]>(LATER, parameters),
    );
    return row?.count === 1;
  }

  private query(sql: string, parameters: unknown[]): Promise<TimerRow[]> {
    return guarded(() => this.dataSource.query<TimerRow[]>(sql, parameters));
  }
}

/** Both instants are the database's. */
export function toBrokerWakeUp(timer: Timer): BrokerWakeUp {
  const dueInMs = Date.parse(timer.wakeAt) - Date.parse(timer.sentAt);
  return { timer, dueInMs: Math.max(0, dueInMs) };
}
