import { LRUCache } from 'lru-cache';
import { DateTime, IANAZone } from 'luxon';

const OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** Valid names, in lower case: a lookup in the tz database costs more than the rest of an event's check. */
const known = new Set<string>();

/** Whether the text is a time zone in WordPress's form: an IANA name, or an offset like +05:30. */
export function isTimeZone(zone: string): boolean {
  const name = zone.toLowerCase();
  if (OFFSET.test(zone) || known.has(name)) return true;
  const isValid = IANAZone.isValidZone(zone);
  if (isValid) known.add(name);
  return isValid;
}

/** A post's date is read at each of its saves, and reading one costs as much as signing an event. */
const times = new LRUCache<string, DateTime>({ max: 1_000 });

/** An instant in a zone that `isTimeZone` accepts, in English. */
export function localTime(instant: string, timeZone: string): DateTime {
  const key = `${instant} ${timeZone}`;
  const known = times.get(key);
  if (known) return known;
  const zone = OFFSET.test(timeZone) ? `UTC${timeZone}` : timeZone;
  const time = DateTime.fromISO(instant, { zone, locale: 'en-US' });
  times.set(key, time);
  return time;
}
