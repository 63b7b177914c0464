import type { BrandEvent } from '#events';
import { describe, expect, it } from 'vitest';
import {
  type Brand,
  type BrandCommand,
  HEALTHY_BRAND,
  decideBrand,
  evolveBrand,
  plus,
} from '../src/index.js';
import { NOON, SECOND } from './scenario.testing.js';

const refused = (probed: boolean): BrandCommand => ({
  kind: 'brand-failed',
  reason: 'refused',
  words: 'The AppId submitted is forbidden access.',
  probed,
});

function after(
  brand: Brand,
  command: BrandCommand,
  at: string,
): { brand: Brand; facts: BrandEvent[] } {
  const facts = decideBrand(brand, command, at);
  return { facts, brand: facts.reduce((b, fact) => evolveBrand(b, { ...fact, at }), brand) };
}

describe('a brand whose key Omeda refuses', () => {
  it('is held once, however many of its steps fail', () => {
    const { brand, facts } = after(HEALTHY_BRAND, refused(false), NOON);
    expect(facts.map(({ type }) => type)).toEqual(['BrandHeld']);
    expect(decideBrand(brand, refused(false), NOON)).toEqual([]);
  });

  it('is probed after 60, 120, 240, then each 300 s', () => {
    let now = NOON;
    let { brand } = after(HEALTHY_BRAND, refused(false), now);
    const waits: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      const probeAt = brand.probeAt ?? '';
      waits.push((Date.parse(probeAt) - Date.parse(now)) / SECOND);
      now = probeAt;
      brand = after(brand, refused(true), now).brand;
    }
    expect(waits).toEqual([60, 120, 240, 300, 300]);
  });

  it('is probed later if Omeda requests that, but after an hour at most', () => {
    let now = NOON;
    let brand = HEALTHY_BRAND;
    const waits = [600, 30, 7_200].map((seconds, index) => {
      const asked = { ...refused(index > 0), retryAfterMs: seconds * SECOND } as BrandCommand;
      brand = after(brand, asked, now).brand;
      const probeAt = brand.probeAt ?? '';
      const waitMs = Date.parse(probeAt) - Date.parse(now);
      now = probeAt;
      return waitMs / SECOND;
    });
    expect(waits).toEqual([600, 120, 3_600]);
  });

  it('is not probed earlier by a clock that was right when Omeda requested a wait', () => {
    const asked = { ...refused(false), retryAfterMs: 1_800 * SECOND } as BrandCommand;
    const { brand } = after(HEALTHY_BRAND, asked, NOON);
    const corrected = { kind: 'correct-clock', step: 1, from: NOON, to: NOON, byMs: -1 } as const;
    expect(decideBrand(brand, corrected, plus(NOON, SECOND))).toEqual([]);
  });

  it('shows the words of the last probe, and since when it is held', () => {
    const held = after(HEALTHY_BRAND, refused(false), NOON).brand;
    const away: BrandCommand = { ...refused(true), words: 'Omeda answered 503.' } as BrandCommand;
    expect(after(held, away, plus(NOON, 60 * SECOND)).brand.held).toEqual({
      reason: 'refused',
      words: 'Omeda answered 503.',
      since: NOON,
    });
  });

  it('is released when a probe succeeds', () => {
    const held = after(HEALTHY_BRAND, refused(false), NOON).brand;
    const { brand, facts } = after(held, { kind: 'brand-answered' }, plus(NOON, 60 * SECOND));
    expect(facts.map(({ type }) => type)).toEqual(['BrandReleased']);
    expect(brand).toEqual(HEALTHY_BRAND);
  });

  it('is not released when it is not held', () => {
    expect(decideBrand(HEALTHY_BRAND, { kind: 'brand-answered' }, NOON)).toEqual([]);
  });
});
