import type { RelaySettings } from './settings.js';

/** How long a busy relay pauses after a round of `tookMs`: with more to send, there are fewer rounds. Milliseconds. */
export function pauseAfter(
  tookMs: number,
  { pauseMs, longestPauseMs }: Pick<RelaySettings, 'pauseMs' | 'longestPauseMs'>,
): number {
  return Math.min(longestPauseMs, Math.max(pauseMs, tookMs));
}
