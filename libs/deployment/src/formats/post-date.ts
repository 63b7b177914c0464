import { DateTime, IANAZone } from 'luxon';

/** By suffix of `{post_date…}`: PHP's date letters of that name, in luxon's. */
const PARTS = {
  '': 'yyyy-MM-dd',
  _Y: 'yyyy',
  _y: 'yy',
  _m: 'MM',
  _d: 'dd',
  _ymd: 'yyMMdd',
  _F: 'MMMM',
  _M: 'MMM',
  _j: 'd',
  _n: 'M',
} as const;

const OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** Names found good, in lower case: a look at the tz database costs more than all else of an event's check. */
const known = new Set<string>();

/** Whether the text names a time zone as WordPress does: an IANA name, or an offset like +05:30. */
export function isTimeZone(zone: string): boolean {
  const name = zone.toLowerCase();
  if (OFFSET.test(zone) || known.has(name)) return true;
  const isValid = IANAZone.isValidZone(zone);
  if (isValid) known.add(name);
  return isValid;
}

/** An instant in a zone as `isTimeZone` takes it, in English. */
export function localTime(instant: string, timeZone: string): DateTime {
  const zone = OFFSET.test(timeZone) ? `UTC${timeZone}` : timeZone;
  return DateTime.fromISO(instant, { zone, locale: 'en-US' });
}

/** The variables of a date: `post_date`, `post_date_Y` …, in the site's zone, in English as PHP's. */
export function dateVariables(date: string, timeZone: string): Record<string, string> {
  const local = localTime(date, timeZone);
  const entries = Object.entries(PARTS).map(([suffix, format]) => {
    return [`post_date${suffix}`, local.isValid ? local.toFormat(format) : ''];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
