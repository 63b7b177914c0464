/** Milliseconds of each delay queue: one queue per value, because a queue has one TTL. */
export const DELAYS_MS: readonly number[] = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 240_000, 300_000,
];

/** A remainder up to this is waited for in the deployer, where it occupies a place of the prefetch. */
export const HELD_MS = 100;

/** What is so little late, in ms and as a share of the queue's TTL, saves several rounds through shorter queues. */
const OVERSHOOT = { leastMs: 10, share: 0.008, mostMs: 1_000 };

/** From so many a second on, the rounds through shorter queues would take longer than they save. */
export const MANY = 100;

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

/** One round through a delay queue, or none (0), and what is left to wait after it. */
export type Hop = { delayMs: number; leftMs: number };

/**
 * The queue to wait in for `dueInMs`: the shortest that is hardly late, else the longest that fits, and again on
 * arrival. Undefined if it is due. Never early in total. Late by 10 ms or 1% at most, and by a second at most; `isOneOfMany`: by
 * a second at most.
 */
export function chooseHop(
  dueInMs: number,
  delaysMs: readonly number[],
  isOneOfMany = false,
): Hop | undefined {
  if (dueInMs <= 0) return undefined;
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const enough = sorted.find((ms) => ms >= dueInMs);
  if (enough !== undefined && enough - dueInMs <= overshootMs(enough, isOneOfMany)) {
    return { delayMs: enough, leftMs: 0 };
  }
  const fits = sorted.findLast((ms) => ms < dueInMs) ?? (dueInMs <= HELD_MS ? 0 : enough);
  const delayMs = fits ?? SHORTEST_MS;
  return { delayMs, leftMs: Math.max(0, dueInMs - delayMs) };
}

function overshootMs(delayMs: number, isOneOfMany: boolean): number {
  if (isOneOfMany) return OVERSHOOT.mostMs;
  return Math.min(OVERSHOOT.mostMs, Math.max(OVERSHOOT.leastMs, delayMs * OVERSHOOT.share));
}
