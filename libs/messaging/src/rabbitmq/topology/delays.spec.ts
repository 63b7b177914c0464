import { describe, expect, it } from 'vitest';
import { DELAYS_MS, HELD_MS, chooseHop, delayName, scaledDelays } from './delays.js';

const wait = (delayMs: number, leftMs = 0) => ({ delayMs, leftMs });

describe('the way through the delay queues', () => {
  it.each([
    ['overdue', -5, undefined],
    ['due now', 0, undefined],
    ['almost due: the deployer waits', 1, wait(0, 1)],
    ['less than the shortest', 89, wait(0, 89)],
    ['hardly less than the shortest', 90, wait(100)],
    ['exactly the shortest', 100, wait(100)],
    ['a little more than the shortest', 101, wait(100, 1)],
    ['exactly 500 ms', 500, wait(500)],
    ['no near queue above', 700, wait(500, 200)],
    ['well below 5 s', 4_900, wait(2_000, 2_900)],
    ['hardly below 5 s, as after a gap of 5 s', 4_960, wait(5_000)],
    ['a gap of 5 s', 5_000, wait(5_000)],
    ['more than 5 s', 5_001, wait(5_000, 1)],
    ['a gap of 30 s, a little late', 29_800, wait(30_000)],
    ['between 30 s and 60 s', 45_000, wait(30_000, 15_000)],
    ['a retry of 60 s', 60_000, wait(60_000)],
    ['a retry of 120 s', 120_000, wait(120_000)],
    ['a retry of 240 s', 240_000, wait(240_000)],
    ['the debounce of 300 s', 300_000, wait(300_000)],
    ['more than the longest', 3_600_000, wait(300_000, 3_300_000)],
  ])('%s (%i ms)', (_what, dueInMs, hop) => {
    expect(chooseHop(dueInMs, DELAYS_MS)).toEqual(hop);
  });

  it('is never too short, nor late by more than 10 ms or 1%, or a second, in the sum of its rounds and of what is held', () => {
    for (let dueInMs = 1; dueInMs <= 400_000; dueInMs += 373) {
      let sumMs = 0;
      let hop = chooseHop(dueInMs, DELAYS_MS);
      while (hop) {
        sumMs += hop.delayMs;
        if (hop.leftMs <= HELD_MS) sumMs += hop.leftMs;
        hop = hop.leftMs <= HELD_MS ? undefined : chooseHop(hop.leftMs, DELAYS_MS);
      }
      expect(sumMs).toBeGreaterThanOrEqual(dueInMs);
      expect(sumMs).toBeLessThanOrEqual(dueInMs + Math.min(1_000, Math.max(10, dueInMs / 100)));
    }
  });

  it.each([
    [4_000, wait(5_000)],
    [3_999, wait(2_000, 1_999)],
    [29_000, wait(30_000)],
  ])('is shorter for one of many, and late by up to a second: %i ms', (dueInMs, hop) => {
    expect(chooseHop(dueInMs, DELAYS_MS, true)).toEqual(hop);
  });

  it('takes the only queue if none is near and none fits', () => {
    expect(chooseHop(150, [5_000])).toEqual(wait(5_000));
  });
});

describe('the list of delays', () => {
  it.each([
    [100, '100ms'],
    [500, '500ms'],
    [5_000, '5s'],
    [300_000, '300s'],
    [1_500, '1500ms'],
  ])('calls %i ms %s in names and headers', (ms, name) => {
    expect(delayName(ms)).toBe(name);
  });

  it('is scaled for tests, each value once, none below 100 ms', () => {
    expect(scaledDelays(0.01)).toEqual([100, 300, 600, 1_200, 2_400, 3_000]);
    expect(scaledDelays(1)).toEqual(DELAYS_MS);
  });
});
