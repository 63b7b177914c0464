import type { WakeUpSource } from './wake-up-source.js';

/** A source whose process can die: from then on no call does anything or ever returns. */
export function mortal(source: WakeUpSource): { source: WakeUpSource; die: () => void } {
  let isDead = false;
  const alive = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => (isDead ? new Promise<R>(() => undefined) : call(...args));
  };
  return {
    source: {
      take: alive((limit: number) => source.take(limit)),
      done: alive((wakeUp) => source.done(wakeUp)),
      later: alive((wakeUp, delayMs) => source.later(wakeUp, delayMs)),
      failed: alive(async (wakeUp, delayMs) => source.failed?.(wakeUp, delayMs)),
      park: alive((wakeUp, reason) => source.park(wakeUp, reason)),
      msUntilNext: alive(() => source.msUntilNext()),
      onChange: (wake) => source.onChange(wake),
    },
    die: () => {
      isDead = true;
    },
  };
}
