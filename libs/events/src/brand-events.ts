import type { ClockCorrection } from './deployment-events.js';
import type { FactsOf } from './envelope.js';

export type BrandEventMap = {
  /** Omeda refuses the app id or does not respond: every step of the brand waits. */
  BrandHeld: {
    reason: 'refused' | 'unreachable';
    words: string;
    probeAt: string;
    /** How long Omeda asked to wait, in milliseconds, if it did. */
    retryAfterMs?: number;
  };
  BrandProbeFailed: { probes: number; words: string; probeAt: string; retryAfterMs?: number };
  BrandReleased: Record<string, never>;
  /** The probe was delayed by a clock that was ahead. */
  BrandClockCorrected: ClockCorrection;
};

export type BrandEvent = FactsOf<BrandEventMap>;
