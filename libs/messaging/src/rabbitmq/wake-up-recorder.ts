import type { WakeUp } from '../wake-up.js';

/** What the store must know of wake-ups in the broker's hands. Every call may reject. */
export type WakeUpRecorder = {
  /** It is due again after `delayMs`: nobody need send it again before. False: a newer one has taken its place. */
  later(wakeUp: WakeUp, delayMs: number): Promise<boolean>;
  /** It waits for a person. */
  park(wakeUp: WakeUp, reason: string): Promise<void>;
  /** A call rejected with this because the store is away, whatever it was called with. */
  isAway(error: unknown): boolean;
};
