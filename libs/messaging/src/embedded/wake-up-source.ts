import type { WakeUp } from '../wake-up.js';

/** A wake-up as taken: `deliveries` counts its takes since its last outcome, this one included. */
export type DeliveredWakeUp = WakeUp & { deliveries: number };

/**
 * Where the embedded transport gets its wake-ups. Every call may reject while the store is unavailable.
 * A call about a superseded wake-up (another key, a higher `n`) changes nothing.
 */
export type WakeUpSource = {
  /**
   * At most `limit` wake-ups that are due now, the longest due first. No other call returns them until the
   * source's visibility time is over; then, unless acknowledged, they can be taken again.
   */
  take(limit: number): Promise<DeliveredWakeUp[]>;
  /**
   * Its handler has finished. If the wake-up still stands, it may be taken again when the
   * visibility time is over, its deliveries counted from zero: it is no poison.
   */
  done(wakeUp: DeliveredWakeUp): Promise<void>;
  /** Due again after `delayMs`, with a higher `n`, its deliveries counted from zero. */
  later(wakeUp: DeliveredWakeUp, delayMs: number): Promise<void>;
  /**
   * Its handler threw: due again after `delayMs`, without resetting its deliveries. A source without this
   * shows it again when its visibility time is over.
   */
  failed?(wakeUp: DeliveredWakeUp, delayMs: number): Promise<void>;
  /** Set aside with the reason, for a person; not taken again. */
  park(wakeUp: DeliveredWakeUp, reason: string): Promise<void>;
  /** Milliseconds until the next wake-up is due or visible again, 0 or more; undefined: none waits. */
  msUntilNext(): Promise<number | undefined>;
  /** Calls `wake` when a wake-up may be due sooner than last returned; returns how to stop. */
  onChange(wake: () => void): () => void;
};
