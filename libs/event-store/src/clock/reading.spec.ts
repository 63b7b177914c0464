import { describe, expect, it } from 'vitest';
import { type Reading, clearer, jumpBetween } from './reading.js';

const HOUR = 60 * 60_000;
const before: Reading = { clockMs: 1_000_000, fromMs: 500, toMs: 502 };

/** A reading some time later, by the process's clock and by the database's. */
function later(ownMs: number, clockMs: number, tookMs = 2): Reading {
  const fromMs = before.fromMs + ownMs;
  return { clockMs: before.clockMs + clockMs, fromMs, toMs: fromMs + tookMs };
}

describe('two readings of the database’s clock', () => {
  it.each([
    ['both clocks moved on alike', later(HOUR, HOUR), undefined],
    ['they differ by less than half a minute', later(1_000, 30_500), undefined],
    ['it is an hour ahead', later(1_000, HOUR + 1_000), HOUR],
    ['it is an hour behind', later(1_000, 1_000 - HOUR), -HOUR],
    ['the process stood still before it asked', later(HOUR, HOUR), undefined],
    ['the process stood still until it read the response', later(10, 20, HOUR), undefined],
    ['the process stood still before the response was made', later(10, HOUR, HOUR), undefined],
  ])('%s', (_what, after, jump) => {
    expect(jumpBetween(before, after)).toBe(jump);
  });

  it('are compared in either order', () => {
    expect(jumpBetween(later(1_000, 1_000), before)).toBeUndefined();
  });

  it('a slow response is no base for comparing the next one', () => {
    const slow = later(1_000, 3_000, 20_000);
    expect(clearer(before, slow)).toBe(before);
    expect(clearer(before, later(1_000, 1_000))).toEqual(later(1_000, 1_000));
  });
});
