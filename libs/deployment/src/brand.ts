import type { BrandEvent, ClockCorrection, Recorded } from '#events';
import { clearedOfBrand } from './decide/cleared.js';
import { type Instant, msBetween, plus } from './instant.js';
import { TIMING, type Timing, probeDelayMs } from './timing.js';

/** A bad key or an unavailable Omeda is one fault of a brand, not of each of its deployments. */
export type Brand = {
  held?: { reason: 'refused' | 'unreachable'; words: string; since: Instant };
  /** Probes made since it was held. */
  probes: number;
  probeAt?: Instant;
  /** Until when Omeda asked to wait, if it did. */
  retryAfterMs?: number;
};

export const HEALTHY_BRAND: Brand = { probes: 0 };

export type BrandCommand =
  | {
      kind: 'brand-failed';
      reason: 'refused' | 'unreachable';
      words: string;
      probed: boolean;
      retryAfterMs?: number;
    }
  | { kind: 'brand-answered' }
  | ({ kind: 'correct-clock' } & ClockCorrection);

export function evolveBrand(brand: Brand, event: Recorded<BrandEvent>): Brand {
  switch (event.type) {
    case 'BrandHeld': {
      const { reason, words, ...probe } = event.data;
      return { held: { reason, words, since: event.at }, probes: 0, ...probe };
    }
    case 'BrandProbeFailed': {
      const { words, ...probe } = event.data;
      const held = brand.held && { ...brand.held, words };
      return { ...(held ? { held } : {}), ...probe };
    }
    case 'BrandClockCorrected': {
      const { probeAt } = brand;
      return probeAt ? { ...brand, probeAt: plus(probeAt, event.data.byMs) } : brand;
    }
    case 'BrandReleased':
      return HEALTHY_BRAND;
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/**
 * A failure opens the hold once; while it is open only a probe counts, and its success ends it.
 * Probes come 60, 120, 240, then 300 s after the one before, later if Omeda asks for that.
 */
export function decideBrand(
  brand: Brand,
  command: BrandCommand,
  now: Instant,
  timing: Timing = TIMING,
): BrandEvent[] {
  if (command.kind === 'brand-answered') {
    return brand.held ? [{ type: 'BrandReleased', data: {} }] : [];
  }
  if (command.kind === 'correct-clock') return correctClock(brand, command, now, timing);
  const { reason, words, probed, retryAfterMs } = clearedOfBrand(command);
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (!brand.held) {
    const probeAt = plus(now, probeDelayMs(0, timing, retryAfterMs));
    return [{ type: 'BrandHeld', data: { reason, words, probeAt, ...asked } }];
  }
  if (!probed) return [];
  const probes = brand.probes + 1;
  const probeAt = plus(now, probeDelayMs(probes, timing, retryAfterMs));
  return [{ type: 'BrandProbeFailed', data: { probes, words, probeAt, ...asked } }];
}

/** Only a probe further ahead than possible was scheduled by a wrong clock. */
function correctClock(
  { held, probes, probeAt, retryAfterMs }: Brand,
  { step, from, to, byMs }: ClockCorrection,
  now: Instant,
  timing: Timing,
): BrandEvent[] {
  if (!held || !probeAt || byMs > 0) return [];
  const askedMs = probeDelayMs(probes, timing, retryAfterMs);
  if (msBetween(now, probeAt) <= Math.max(timing.brandProbeLimitMs, askedMs)) return [];
  return [{ type: 'BrandClockCorrected', data: { step, from, to, byMs } }];
}
