import { describe, expect, it } from 'vitest';
import { TIMING } from '#deployment';
import type { Brand, Sites } from '#sites';
import { longestLeaseMs } from './deployer-settings.js';

describe('a shutdown', () => {
  it('waits as long as a step of the slowest brand may take', () => {
    const brand = (callTimeoutMs: number) => ({ callTimeoutMs }) as Brand;
    const brands = new Map([
      ['FAST', brand(30_000)],
      ['SLOW', brand(60_000)],
    ]);
    expect(longestLeaseMs({ sites: { brands } as Partial<Sites> as Sites, timing: TIMING })).toBe(
      90_000,
    );
  });
});
