import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../measure/statistics.js';

/** A way to be woken later. `due`: instants of `performance.now()`. */
export type Way = {
  send(due: readonly number[]): Promise<void>;
  /** Called with the due instant of each that arrives. */
  onArrival(arrived: (due: number) => void): void;
};

export type LatenessReading = { 'p50 ms': number; 'p99 ms': number };

/** `steady`: all of them 5 s ahead; `uneven`: 0.1 to 6 s. */
export type Trickle = { ahead: 'steady' | 'uneven'; count: number };

/** One of the delays that has a queue, so that all ways wait once. */
export const STEADY_MS = 5_000;
const EVERY_MS = 20;
const BATCH = 500;
const LIMIT_MS = 60_000;
const unevenMs = (index: number) => 100 + ((index * 137) % 6_000);

/** The methods of a process that measures a way. */
export function measuring(way: Way) {
  return {
    /** One after the other. */
    trickle: ({ ahead, count }: Trickle) =>
      lateness(way, count, async () => {
        for (let index = 0; index < count; index += 1) {
          const aheadMs = ahead === 'steady' ? STEADY_MS : unevenMs(index);
          await way.send([performance.now() + aheadMs]);
          await delay(EVERY_MS);
        }
      }),
    /** All due at the same instant. */
    atOnce: ({ count }: { count: number }) =>
      lateness(way, count, async () => {
        const due = performance.now() + STEADY_MS;
        const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, index) =>
          Array.from({ length: Math.min(BATCH, count - index * BATCH) }, () => due),
        );
        await Promise.all(batches.map((batch) => way.send(batch)));
      }),
  };
}

/** How late they are, once all have arrived. @throws Error for those that never arrive. */
async function lateness(
  way: Way,
  count: number,
  send: () => Promise<void>,
): Promise<LatenessReading> {
  const lateMs: number[] = [];
  const all = new Promise<void>((resolve) => {
    way.onArrival((due) => {
      lateMs.push(performance.now() - due);
      if (lateMs.length === count) resolve();
    });
  });
  await send();
  await Promise.race([all, delay(LIMIT_MS, undefined, { ref: false })]);
  if (lateMs.length < count) throw new Error(`Only ${lateMs.length} of ${count} came.`);
  return { 'p50 ms': percentile(lateMs, 0.5), 'p99 ms': percentile(lateMs, 0.99) };
}
