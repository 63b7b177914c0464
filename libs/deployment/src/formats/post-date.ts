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

/** Whether the text names a time zone as WordPress does: an IANA name, or an offset like +05:30. */
export function isTimeZone(zone: string): boolean {
  return OFFSET.test(zone) || IANAZone.isValidZone(zone);
}

/** The variables of a date: `post_date`, `post_date_Y` …, in the site's zone, in English as PHP's. */
export function dateVariables(date: string, timeZone: string): Record<string, string> {
  const zone = OFFSET.test(timeZone) ? `UTC${timeZone}` : timeZone;
  const local = DateTime.fromISO(date, { zone, locale: 'en-US' });
  const entries = Object.entries(PARTS).map(([suffix, format]) => {
    return [`post_date${suffix}`, local.isValid ? local.toFormat(format) : ''];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
