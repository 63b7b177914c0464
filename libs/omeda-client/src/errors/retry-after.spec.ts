import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.js';

const NOON = Date.UTC(2026, 6, 15, 12);

describe('a Retry-After header', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['no seconds', '0', 0],
    ['an HTTP date', 'Wed, 15 Jul 2026 12:01:00 GMT', 60_000],
    ['an HTTP date that is over', 'Wed, 15 Jul 2026 11:00:00 GMT', 0],
    ['spaces around it', ' 5 ', 5_000],
  ])('with %s (%s) asks for %i ms', (_situation, header, ms) => {
    expect(retryAfterMs(header, NOON)).toBe(ms);
  });

  it.each([undefined, '', 'soon', '-5'])('asks for nothing when it is %j', (header) => {
    expect(retryAfterMs(header, NOON)).toBeUndefined();
  });
});
