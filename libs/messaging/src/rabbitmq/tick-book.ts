import type { Tick } from '../tick.js';

/** What the store must know of ticks in the broker's hands. Every call may reject. */
export type TickBook = {
  /** It rings again after `delayMs`: nobody need send it again before. */
  later(tick: Tick, delayMs: number): Promise<void>;
  /** It waits for a person. */
  park(tick: Tick, reason: string): Promise<void>;
};
