import { Problem } from '../problem/problem.js';

const MINUTE_MS = 60_000;

/** What a refusal calls the limited caller. */
export const ofSite = (id: string) => `Site '${id}'`;
export const ofKey = (id: string) => `The key ${id}`;

type Allowance = { left: number; at: number };

/** What is left after one was counted, and when all of it is back. */
export type Left = { limit: number; left: number; backInSeconds: number };

/**
 * A limit per minute for each site or subscriber: all at once if it was idle before, and then evenly. Each process
 * counts separately.
 */
export class RateLimit {
  private readonly allowances = new Map<string, Allowance>();

  constructor(
    private readonly perMinute: number,
    /** What is limited, and the setting, as in "events (EVENTS_PER_MINUTE)". */
    private readonly what: string,
  ) {}

  /**
   * Counts one; `now` in milliseconds of a monotonic clock. Undefined if there is no limit.
   * @throws Problem `too-many`.
   */
  count(who: string, now = performance.now()): Left | undefined {
    if (this.perMinute === 0) return undefined;
    const perMs = this.perMinute / MINUTE_MS;
    const { left, at } = this.allowances.get(who) ?? { left: this.perMinute, at: now };
    const refilled = Math.min(this.perMinute, left + (now - at) * perMs);
    if (refilled < 1) throw this.refusal(who, (1 - refilled) / perMs);
    this.allowances.set(who, { left: refilled - 1, at: now });
    const backInSeconds = Math.ceil((this.perMinute - refilled + 1) / perMs / 1000);
    return { limit: this.perMinute, left: Math.floor(refilled - 1), backInSeconds };
  }

  private refusal(who: string, waitMs: number): Problem {
    const { perMinute, what } = this;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    const detail = `${who} exceeded its limit of ${perMinute} ${what} a minute: retry after ${retryAfterSeconds} s.`;
    return new Problem('too-many', detail, { retryAfterSeconds });
  }
}
