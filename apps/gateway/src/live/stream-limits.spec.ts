import { describe, expect, it } from 'vitest';
import type { Caller } from '../access/callers.js';
import { Problem } from '../problem/problem.js';
import { StreamLimits } from './stream-limits.js';

const site = (name: string): Caller => ({ kind: 'site', id: `site:${name}`, site: name });
const subscriber = (name: string): Caller => ({
  kind: 'operator',
  role: 'subscribe',
  id: `operator:${name}`,
});
const operator: Caller = { kind: 'operator', role: 'admin', id: 'operator:1' };

/** How many of the wanted streams this caller gets. */
function taken(limits: StreamLimits, caller: Caller, wanted: number): number {
  let count = 0;
  for (let n = 0; n < wanted; n += 1) {
    try {
      limits.take(caller);
      count += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ extras: { retryAfterSeconds: 30 } });
    }
  }
  return count;
}

describe('live streams, of 100', () => {
  it('are half for one site at most: another site still gets some', () => {
    const limits = new StreamLimits(100);
    expect(taken(limits, site('daily'), 500)).toBe(50);
    expect(taken(limits, site('weekly'), 500)).toBe(40);
  });

  it('leave a share to operators, whatever sites take', () => {
    const limits = new StreamLimits(100);
    for (const name of ['a', 'b', 'c']) taken(limits, site(name), 500);
    expect(taken(limits, operator, 10)).toBe(10);
    expect(taken(limits, operator, 1)).toBe(0);
  });

  it('are a tenth for one subscriber at most, and none of the operators’ share', () => {
    const limits = new StreamLimits(100);
    expect(taken(limits, subscriber('greedy'), 500)).toBe(10);
    expect(taken(limits, subscriber('another'), 5)).toBe(5);
    for (let n = 0; n < 20; n += 1) taken(limits, subscriber(`more ${n}`), 500);
    expect(taken(limits, operator, 500)).toBe(10);
  });

  it('are freed when they end', () => {
    const limits = new StreamLimits(2);
    const giveBack = limits.take(site('daily'));
    expect(taken(limits, site('daily'), 1)).toBe(0);
    giveBack();
    expect(taken(limits, site('daily'), 1)).toBe(1);
  });
});
