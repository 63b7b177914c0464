import type { ClockCorrection } from './deployment-events.js';
import type { FactsOf } from './envelope.js';

export type BrandEventMap = {
  /** Omeda refuses the app id or does not answer: every step of the brand waits. */
  BrandHeld: {
    reason: 'refused' | 'unreachable';
    words: string;
    probeAt: string;
    /** What Omeda asked to wait, in milliseconds, where it asked. */
    retryAfterMs?: number;
  };
  BrandProbeFailed: { probes: number; words: string; probeAt: string; retryAfterMs?: number };
  BrandReleased: Record<string, never>;
  /** The probe was put off by a clock that was ahead. */
  BrandClockCorrected: ClockCorrection;
};

export type BrandEvent = FactsOf<BrandEventMap>;
