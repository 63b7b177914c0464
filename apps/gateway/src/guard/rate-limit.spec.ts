import { describe, expect, it } from 'vitest';
import { Problem } from '../problem/problem.js';
import { RateLimit } from './rate-limit.js';

function refused(limit: RateLimit, site: string, now: number): Problem | undefined {
  try {
    limit.count(site, now);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

describe('a site with 60 a minute', () => {
  it('may send them all at once; the refusal says when to retry', () => {
    const limit = new RateLimit(60, 'events');
    for (let n = 0; n < 60; n += 1) expect(refused(limit, "Site 'daily'", 0)).toBeUndefined();
    const problem = refused(limit, "Site 'daily'", 0);
    expect(problem).toMatchObject({ status: 429, extras: { retryAfterSeconds: 1 } });
    expect(problem?.detail).toContain("Site 'daily' exceeded its limit of 60 events a minute");
  });

  it('may send one a second after that; refused ones do not count', () => {
    const limit = new RateLimit(60, 'events');
    for (let n = 0; n < 60; n += 1) limit.count("Site 'daily'", 0);
    for (let n = 0; n < 100; n += 1) expect(refused(limit, "Site 'daily'", 500)).toBeDefined();
    expect(refused(limit, "Site 'daily'", 1_000)).toBeUndefined();
    expect(refused(limit, "Site 'daily'", 1_000)).toBeDefined();
    expect(refused(limit, "Site 'daily'", 2_000)).toBeUndefined();
  });

  it('does not save up more than a minute', () => {
    const limit = new RateLimit(60, 'events');
    limit.count("Site 'daily'", 0);
    const taken = Array.from({ length: 100 }, () => refused(limit, "Site 'daily'", 3_600_000));
    expect(taken.filter((problem) => problem === undefined)).toHaveLength(60);
  });

  it('does not use up the limit of another site', () => {
    const limit = new RateLimit(1, 'events');
    limit.count("Site 'daily'", 0);
    expect(refused(limit, "Site 'daily'", 0)).toBeDefined();
    expect(refused(limit, 'weekly', 0)).toBeUndefined();
  });

  it('gets what is left, and when all of it is back', () => {
    const limit = new RateLimit(60, 'events');
    expect(limit.count('daily', 0)).toEqual({ limit: 60, left: 59, backInSeconds: 1 });
    expect(limit.count('daily', 0)).toEqual({ limit: 60, left: 58, backInSeconds: 2 });
    expect(limit.count('daily', 1_500)).toEqual({ limit: 60, left: 58, backInSeconds: 2 });
  });

  it('has no limit if it is 0', () => {
    const limit = new RateLimit(0, 'events');
    for (let n = 0; n < 10_000; n += 1) expect(refused(limit, "Site 'daily'", 0)).toBeUndefined();
  });
});
