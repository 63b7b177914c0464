import type { FactsOf } from './envelope.js';

export type BrandEventMap = {
  /** Omeda refuses the app id or does not answer: every step of the brand waits. */
  BrandHeld: { reason: 'refused' | 'unreachable'; words: string; probeAt: string };
  BrandProbeFailed: { probes: number; words: string; probeAt: string };
  BrandReleased: Record<string, never>;
};

export type BrandEvent = FactsOf<BrandEventMap>;
