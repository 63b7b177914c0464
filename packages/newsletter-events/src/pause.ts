import { setTimeout as delay } from 'node:timers/promises';

const LEAST_MS = 500;
const MOST_MS = 60_000;

/** Increases after each failure, from half a second to a minute. */
export function backOffMs(attempt: number): number {
  return Math.min(MOST_MS, LEAST_MS * 2 ** Math.min(attempt - 1, 10));
}

/** Ends early, without an error, when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Waits this long at most for what may hang or fail. */
export async function within(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  const limit = new AbortController();
  const done = Promise.resolve(work).catch(() => undefined);
  await Promise.race([done, pause(ms, limit.signal)]);
  limit.abort();
}
