import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';

// Omeda's dates are US Central time with daylight saving, not UTC (Email Deployment, "dates").
const ZONE = 'America/Chicago';
const FORMAT = 'yyyy-MM-dd HH:mm';
const MINUTE_MS = 60_000;
const WRITTEN = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?$/;

/** Each search returns the dates of the same deployments again, and parsing one is expensive. */
const READ = new LRUCache<string, string>({ max: 5_000 });

/**
 * The name of an instant (ISO) in Omeda's dates: US Central time, whole minutes, rounded up because a
 * newsletter must not be sent early. Undefined for the second pass of November's doubled
 * hour: its names are read as the first pass.
 * @throws {RangeError} if the text is no instant.
 */
export function toCentral(instant: string): string | undefined {
  const ms = Math.ceil(Date.parse(instant) / MINUTE_MS) * MINUTE_MS;
  const local = DateTime.fromMillis(ms, { zone: ZONE });
  if (!local.isValid) throw new RangeError(`'${instant}' is not a valid time.`);
  const [first] = passesOf(local);
  return first === ms ? local.toFormat(FORMAT) : undefined;
}

/**
 * The instant (ISO, UTC) that a Central date names. In November's doubled hour that is the first
 * pass, as `toCentral` names no other. The hour that spring skips does not exist: 02:30 then is
 * read with the offset before the change, which is 03:30.
 * @throws {RangeError} if the text is no such date.
 */
export function fromCentral(text: string): string {
  const instant = READ.get(text) ?? instantOf(text);
  READ.set(text, instant);
  return instant;
}

function instantOf(text: string): string {
  const [, day, time] = WRITTEN.exec(text.trim()) ?? [];
  const local = DateTime.fromISO(`${day}T${time}`, { zone: ZONE });
  const [first] = local.isValid ? passesOf(local) : [];
  if (first === undefined) throw new RangeError(`'${text}' is not a date in Omeda's format.`);
  return new Date(first).toISOString();
}

/** The name of the instant, or of the first minute after it that has one: for dates that are not binding. */
export function toCentralOrAfter(instant: string): string {
  const named = toCentral(instant);
  if (named) return named;
  const later = new Date(Date.parse(instant) + MINUTE_MS).toISOString();
  return toCentralOrAfter(later);
}

/** Milliseconds of all instants with this local time, the earliest first. */
function passesOf(local: DateTime<true>): number[] {
  return local
    .getPossibleOffsets()
    .map((pass) => pass.toMillis())
    .toSorted((a, b) => a - b);
}
