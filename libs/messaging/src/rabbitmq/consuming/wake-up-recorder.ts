import type { WakeUp } from '../../wake-up.js';

/** What the store must know of the broker's wake-ups. Every call may reject. */
export type WakeUpRecorder = {
  /** It is due again after `delayMs`: do not send it again before. False: a newer one has taken its place. */
  later(wakeUp: WakeUp, delayMs: number): Promise<boolean>;
  /** It waits for a person. */
  park(wakeUp: WakeUp, reason: string): Promise<void>;
  /** Whether a call rejected with this because the store is unavailable, whatever its arguments. */
  isAway(error: unknown): boolean;
};
