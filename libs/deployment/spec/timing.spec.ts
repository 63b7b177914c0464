import { describe, expect, it } from 'vitest';
import {
  TIMING,
  ceilToMinute,
  probeDelayMs,
  retryDelayMs,
  scaled,
  watchDelayMs,
} from '../src/index.js';
import { HOUR, MINUTE, NOON, SECOND } from './scenario.testing.js';

describe('delays', () => {
  it.each([
    [1, 60],
    [2, 120],
    [3, 240],
  ])('after attempt %i a retry waits %i s', (attempt, seconds) => {
    expect(retryDelayMs(attempt, TIMING)).toBe(seconds * SECOND);
  });

  it.each([
    [0, 60],
    [1, 120],
    [2, 240],
    [3, 300],
    [20, 300],
  ])('after %i probes the next one waits %i s', (probes, seconds) => {
    expect(probeDelayMs(probes, TIMING)).toBe(seconds * SECOND);
  });

  it('scale, except those that belong to the send time', () => {
    const fast = scaled(0.01);
    expect(fast.createDebounceMs).toBe(3 * SECOND);
    expect(fast.nearSendTimeMs).toBe(2 * MINUTE);
    expect(fast.sendLatenessMs).toBe(15 * MINUTE);
  });
});

describe('observations of what is scheduled', () => {
  it.each([
    ['days ahead', -48 * HOUR, HOUR],
    ['within the hour', -45 * MINUTE, 40 * MINUTE],
    ['near the send time', -2 * MINUTE, MINUTE],
    ['right after it', 3 * MINUTE, MINUTE],
    ['long after it', 2 * HOUR, HOUR],
  ])('%s come after the right pause', (_when, offset, expected) => {
    const now = new Date(Date.parse(NOON) + offset).toISOString();
    expect(watchDelayMs(NOON, now, TIMING)).toBe(expected);
  });
});

describe('a send time', () => {
  it.each([
    ['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:00.000Z'],
    ['2026-03-02T12:00:00.001Z', '2026-03-02T12:01:00.000Z'],
    ['2026-03-02T12:00:59.999Z', '2026-03-02T12:01:00.000Z'],
  ])('%s is rounded up to %s', (at, minute) => {
    expect(ceilToMinute(at)).toBe(minute);
  });
});
