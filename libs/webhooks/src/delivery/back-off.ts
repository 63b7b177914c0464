/** Doubled with each failure, from 1. */
export function backOffMs(failures: number, baseMs: number, limitMs: number): number {
  return Math.min(limitMs, baseMs * 2 ** Math.min(failures - 1, 30));
}
