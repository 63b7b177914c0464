/**
 * Instants are ISO 8601 strings in UTC with milliseconds, as `Date.toISOString` writes them: two of
 * them compare as strings.
 */
export type Instant = string;

const MINUTE_MS = 60_000;

export function plus(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

export function latest(...instants: (Instant | undefined)[]): Instant {
  return instants.reduce<Instant>((max, at) => (at !== undefined && at > max ? at : max), '');
}

export function earliest(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function floorToMinute(at: Instant): Instant {
  return new Date(Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();
}

/** Omeda accepts whole minutes: a send time is rounded up, never down to before the requested one. */
export function ceilToMinute(at: Instant): Instant {
  return new Date(Math.ceil(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();
}
