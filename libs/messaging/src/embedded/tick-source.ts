import type { Tick } from '../tick.js';

/** A tick as taken: `deliveries` counts its takes since its last outcome, this one included. */
export type DeliveredTick = Tick & { deliveries: number };

/**
 * Where the embedded transport gets its ticks. Every call may reject while the store is away.
 * A call about a wake-up that was superseded meanwhile (another key, a higher `n`) changes nothing.
 */
export type TickSource = {
  /**
   * At most `limit` ticks that are due now, the longest due first. Nobody else gets them until the
   * source's visibility time is over; then, unless settled, they can be taken again.
   */
  take(limit: number): Promise<DeliveredTick[]>;
  /**
   * Its handler is through with it. Where the wake-up still stands all the same, it may be taken
   * again when the visibility time is over, its deliveries counted anew: it is no poison.
   */
  done(tick: DeliveredTick): Promise<void>;
  /** Due again after `delayMs`, with a higher `n`, its deliveries counted anew. */
  later(tick: DeliveredTick, delayMs: number): Promise<void>;
  /**
   * Its handler threw: due again after `delayMs`, its deliveries counted on. A source without this
   * shows it again when its visibility time is over.
   */
  failed?(tick: DeliveredTick, delayMs: number): Promise<void>;
  /** Set aside with the reason, for a person; not taken again. */
  park(tick: DeliveredTick, reason: string): Promise<void>;
  /** Milliseconds until the next tick is due or visible again, 0 or more; undefined: none waits. */
  msUntilNext(): Promise<number | undefined>;
  /** Calls `wake` when there may be a tick due sooner than last answered; returns how to stop. */
  onChange(wake: () => void): () => void;
};
