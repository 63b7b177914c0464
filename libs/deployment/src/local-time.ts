import { DateTime, IANAZone } from 'luxon';

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
