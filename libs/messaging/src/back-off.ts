/** Doubles from `firstMs` with each of `times` (from 1), up to `ceilingMs`. */
export function backOffMs(firstMs: number, times: number, ceilingMs = Infinity): number {
  return Math.min(ceilingMs, firstMs * 2 ** (times - 1));
}
