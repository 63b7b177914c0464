import { refuseFaults } from '../problem/problem.js';

/** More events than any site sends between two of one post. */
const FARTHEST_STEP = 1_000_000_000;
const MICROSECONDS_A_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Senders count, or send their clock in milliseconds or microseconds. A much higher number is a fault,
 * and once accepted it would block the post: no later event could be newer.
 * @throws Problem `invalid-event`. `last` is the highest of the post, `now` the store's clock.
 */
export function refuseFarSequence(sequence: number, last: number | undefined, now: string): void {
  const clock = (Date.parse(now) + DAY_MS) * MICROSECONDS_A_MS;
  if (sequence <= Math.max(clock, (last ?? 0) + FARTHEST_STEP)) return;
  refuseFaults('invalid-event', [
    {
      field: 'sequence',
      problem: `is ${sequence}, far above this post’s last one (${last ?? 'none'})`,
      cure: "Send the site's event counter, which increases by one, or the time in milliseconds.",
    },
  ]);
}
