import { describe, expect, it } from 'vitest';
import { pauseAfter } from './pause.js';

const SETTINGS = { pauseMs: 10, longestPauseMs: 50 };

describe('the pause of a busy relay', () => {
  it.each([
    [1, 10],
    [30, 30],
    [4_000, 50],
  ])('after a round of %i ms is %i ms', (tookMs, pauseMs) => {
    expect(pauseAfter(tookMs, SETTINGS)).toBe(pauseMs);
  });
});
