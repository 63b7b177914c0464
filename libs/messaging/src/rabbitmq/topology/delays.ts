/** Milliseconds of each delay queue: one queue per value, because a queue has one TTL. */
export const DELAYS_MS: readonly number[] = [
  100, 500, 5_000, 30_000, 60_000, 120_000, 240_000, 300_000,
];

/** A delay of this size goes unnoticed, and saves another round through the delay queues. */
const OVERSHOOT_MS = 1_000;

/** The shortest ones are for the remainder, and are not scaled below. */
const SHORTEST_MS = 100;

/** The same list for runs with scaled delays; none gets shorter than 100 ms. */
export function scaledDelays(factor: number): readonly number[] {
  const scaled = DELAYS_MS.map((ms) => Math.max(SHORTEST_MS, Math.round(ms * factor)));
  return [...new Set(scaled)].toSorted((a, b) => a - b);
}

/** As in a queue's name and in the header `nl-delay`: `30s`, `500ms`. */
export function delayName(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}

/** One round through a delay queue, and what is left to wait after it. */
export type Hop = { delayMs: number; leftMs: number };

/**
 * The queue to wait in for `dueInMs`: the shortest that is late by a second at most, else the
 * longest that fits, and again on arrival. Undefined if it is due. Never early in total.
 */
export function chooseHop(dueInMs: number, delaysMs: readonly number[]): Hop | undefined {
  if (dueInMs <= 0) return undefined;
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const enough = sorted.find((ms) => ms >= dueInMs);
  const fits = sorted.findLast((ms) => ms < dueInMs);
  const isNear = enough !== undefined && enough - dueInMs <= OVERSHOOT_MS;
  const delayMs = (isNear ? enough : (fits ?? enough)) ?? SHORTEST_MS;
  return { delayMs, leftMs: Math.max(0, dueInMs - delayMs) };
}
