import type { TickSource } from './tick-source.js';

/** A source whose process can die: from then on no call does anything or is ever answered. */
export function mortal(source: TickSource): { source: TickSource; die: () => void } {
  let isDead = false;
  const alive = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => (isDead ? new Promise<R>(() => undefined) : call(...args));
  };
  return {
    source: {
      take: alive((limit: number) => source.take(limit)),
      done: alive((tick) => source.done(tick)),
      later: alive((tick, delayMs) => source.later(tick, delayMs)),
      failed: alive(async (tick, delayMs) => source.failed?.(tick, delayMs)),
      park: alive((tick, reason) => source.park(tick, reason)),
      msUntilNext: alive(() => source.msUntilNext()),
      onChange: (wake) => source.onChange(wake),
    },
    die: () => {
      isDead = true;
    },
  };
}
