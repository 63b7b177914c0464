import { DateTime } from 'luxon';

/** Omeda's dates: `yyyy-MM-dd HH:mm` in US Central time, with daylight saving. */
const DATE_FORMAT = 'yyyy-MM-dd HH:mm';
const ZONE = 'America/Chicago';

export function toCentralDate(ms: number): string {
  return DateTime.fromMillis(ms, { zone: ZONE }).toFormat(DATE_FORMAT);
}

/**
 * Milliseconds of a Central date; undefined if it has another format or spring skips it. A time in
 * November's repeated hour is its first pass: undocumented, but it must be one of the two.
 */
export function parseCentralDate(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const parsed = DateTime.fromFormat(text, DATE_FORMAT, { zone: ZONE });
  if (!parsed.isValid || parsed.toFormat(DATE_FORMAT) !== text) return undefined;
  return Math.min(...parsed.getPossibleOffsets().map((pass) => pass.toMillis()));
}
