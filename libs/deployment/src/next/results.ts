import { type Instant, msBetween, plus } from '../instant.js';
import type { AtOmeda, Sent } from '../state.js';
import type { Timing } from '../timing.js';

/** Hours after sending at which results are read: bounces are final after the last one. */
const READINGS = [1, 6, 24, 72] as const;

type Known = Pick<AtOmeda, 'sent' | 'results' | 'resultsEnded'>;

/** The next reading of the results, in hours after sending; nothing after the last one. */
export function nextResults({ sent, results, resultsEnded }: Known): number | undefined {
  if (!sent || resultsEnded) return undefined;
  return READINGS.find((hours) => hours > (results?.hours ?? 0));
}

/** When they are read next. */
export function resultsDueAt(known: Known, timing: Timing): Instant | undefined {
  const hours = nextResults(known);
  if (!known.sent || hours === undefined) return undefined;
  return plus(known.sent.sentAt, hours * timing.resultsMs);
}

/** The reading that results at `now` belong to: the last one due, if some are late. */
export function readingAt(sent: Sent, now: Instant, { resultsMs }: Timing): number {
  const past = msBetween(sent.sentAt, now);
  return READINGS.findLast((hours) => hours * resultsMs <= past) ?? READINGS[0];
}
