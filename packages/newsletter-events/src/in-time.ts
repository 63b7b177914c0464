import { pause } from './pause.js';

/** While RabbitMQ has an alarm, for memory or disk, it does not respond to publishers. */
const WHY = 'it may lack memory or disk space';
const LAST_MS = 5_000;

export type Limit = {
  ms: number;
  /** Once this aborts, the wait lasts five more seconds at most. */
  stopping?: AbortSignal;
};

/** Waits for RabbitMQ's response. @throws if it does not arrive in time. */
export async function inTime<T>(work: Promise<T>, { ms, stopping }: Limit): Promise<T> {
  const done = new AbortController();
  const limit = async (): Promise<never> => {
    await pause(ms, AbortSignal.any(stopping ? [done.signal, stopping] : [done.signal]));
    if (stopping?.aborted) await pause(LAST_MS, done.signal);
    const seconds = (stopping?.aborted ? LAST_MS : ms) / 1_000;
    throw new Error(`RabbitMQ did not respond within ${seconds} s: ${WHY}`);
  };
  try {
    return await Promise.race([work, limit()]);
  } finally {
    done.abort();
  }
}
