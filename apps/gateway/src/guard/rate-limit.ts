import { Problem } from '../problem/problem.js';

const MINUTE_MS = 60_000;

type Allowance = { left: number; at: number };

/**
 * So many in a minute for each site: all of them at once, if it was quiet before, and then evenly.
 * Each process counts for itself.
 */
export class RateLimit {
  private readonly allowances = new Map<string, Allowance>();

  constructor(
    private readonly perMinute: number,
    /** What is limited and by which setting, as in "events (EVENTS_PER_MINUTE)". */
    private readonly what: string,
  ) {}

  /** Counts one of a known site; `now` in milliseconds of any clock that only goes on. @throws Problem `too-many`. */
  count(site: string, now = performance.now()): void {
    if (this.perMinute === 0) return;
    const perMs = this.perMinute / MINUTE_MS;
    const { left, at } = this.allowances.get(site) ?? { left: this.perMinute, at: now };
    const refilled = Math.min(this.perMinute, left + (now - at) * perMs);
    if (refilled < 1) throw this.refusal(site, (1 - refilled) / perMs);
    this.allowances.set(site, { left: refilled - 1, at: now });
  }

  private refusal(site: string, waitMs: number): Problem {
    const { perMinute, what } = this;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    const detail = `Site '${site}' exceeded its limit of ${perMinute} ${what} a minute: retry after ${retryAfterSeconds} s.`;
    return new Problem('too-many', detail, { retryAfterSeconds });
  }
}
