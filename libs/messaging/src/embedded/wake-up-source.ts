import type { WakeUp } from '../wake-up.js';

/** A wake-up as taken: `deliveries` counts its takes since its last outcome, this one included. */
export type DeliveredWakeUp = WakeUp & { deliveries: number };

/**
 * Where the embedded transport gets its wake-ups. Every call may reject while the store is away.
 * A call about a wake-up that was superseded meanwhile (another key, a higher `n`) changes nothing.
 */
export type WakeUpSource = {
  /**
   * At most `limit` wake-ups that are due now, the longest due first. Nobody else gets them until the
   * source's visibility time is over; then, unless settled, they can be taken again.
   */
  take(limit: number): Promise<DeliveredWakeUp[]>;
  /**
   * Its handler is through with it. Where the wake-up still stands all the same, it may be taken
   * again when the visibility time is over, its deliveries counted anew: it is no poison.
   */
  done(wakeUp: DeliveredWakeUp): Promise<void>;
  /** Due again after `delayMs`, with a higher `n`, its deliveries counted anew. */
  later(wakeUp: DeliveredWakeUp, delayMs: number): Promise<void>;
  /**
   * Its handler threw: due again after `delayMs`, its deliveries counted on. A source without this
   * shows it again when its visibility time is over.
   */
  failed?(wakeUp: DeliveredWakeUp, delayMs: number): Promise<void>;
  /** Set aside with the reason, for a person; not taken again. */
  park(wakeUp: DeliveredWakeUp, reason: string): Promise<void>;
  /** Milliseconds until the next wake-up is due or visible again, 0 or more; undefined: none waits. */
  msUntilNext(): Promise<number | undefined>;
  /** Calls `wake` when there may be a wake-up due sooner than last answered; returns how to stop. */
  onChange(wake: () => void): () => void;
};
