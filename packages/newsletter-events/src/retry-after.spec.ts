import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.parse('2030-01-01T12:00:00Z');

describe('Retry-After', () => {
  it.each<[string | null, number | undefined]>([
    ['20', 20_000],
    [' 1 ', 1_000],
    ['0', 0],
    ['Tue, 01 Jan 2030 12:00:30 GMT', 30_000],
    ['Tue, 01 Jan 2030 11:00:00 GMT', 0],
    ['Tue, 01 Jan 2041 12:00:00 GMT', 600_000],
    ['3600', 600_000],
    ['99999999999999999999999', 600_000],
    ['', undefined],
    ['-5', undefined],
    ['1e3', undefined],
    ['soon', undefined],
    ['2030-01-01', undefined],
    [null, undefined],
  ])('of %j asks for %j ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});
