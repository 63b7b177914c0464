import { percentile } from '../measure/statistics.js';

export type Load = {
  /** How many are in flight at any time. */
  inFlight: number;
  /** No new one begins after this many milliseconds… */
  ms: number;
  /** …or after this many in total. */
  most?: number;
};

export type LoadReading = { 'per second': number; 'p50 ms': number; 'p99 ms': number };

/** Keeps this many in flight; `one` gets the slot (from 0) and a number that only grows. */
export async function keepInFlight(
  { inFlight, ms, most = Infinity }: Load,
  one: (lane: number, number: number) => Promise<void>,
): Promise<LoadReading> {
  const tookMs: number[] = [];
  let next = 0;
  const started = performance.now();
  const lane = async (at: number) => {
    while (next < most && performance.now() - started < ms) {
      const number = next;
      next += 1;
      const began = performance.now();
      await one(at, number);
      tookMs.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, at) => lane(at)));
  const seconds = (performance.now() - started) / 1000;
  return {
    'per second': tookMs.length / seconds,
    'p50 ms': percentile(tookMs, 0.5),
    'p99 ms': percentile(tookMs, 0.99),
  };
}
