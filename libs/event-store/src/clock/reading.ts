/** From here on a difference is a jump, and not a slow response or a drifting clock. */
export const JUMP_MS = 30_000;
/** A reading that took longer is compared, but nothing is compared with it. */
const CLEAR_MS = 5_000;

/**
 * What the database's clock showed at some moment between two of the process's own, which moves on
 * evenly. All in milliseconds.
 */
export type Reading = { clockMs: number; fromMs: number; toMs: number };

/**
 * By how much the database's clock moved further than the process's; undefined if it did not, or
 * if the process stood still in the meantime and cannot know.
 */
export function jumpBetween(before: Reading, after: Reading): number | undefined {
  const movedMs = after.clockMs - before.clockMs;
  const leastMs = after.fromMs - before.toMs;
  const mostMs = after.toMs - before.fromMs;
  const isJump = movedMs - mostMs > JUMP_MS || movedMs - leastMs < -JUMP_MS;
  return isJump ? Math.round(movedMs - (leastMs + mostMs) / 2) : undefined;
}

/** The base for comparing the next reading. */
export function clearer(before: Reading, after: Reading): Reading {
  return after.toMs - after.fromMs <= CLEAR_MS ? after : before;
}
