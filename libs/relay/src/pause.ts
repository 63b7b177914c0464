import type { RelaySettings } from './settings.js';

/** How long a busy relay rests after a round of `tookMs`: the more there is to carry, the fewer rounds. Milliseconds. */
export function pauseAfter(
  tookMs: number,
  { pauseMs, longestPauseMs }: Pick<RelaySettings, 'pauseMs' | 'longestPauseMs'>,
): number {
  return Math.min(longestPauseMs, Math.max(pauseMs, tookMs));
}
