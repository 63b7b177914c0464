import { describe, expect, it } from 'vitest';
import { NewestTicks } from './newest-ticks.js';

const [noon, later] = ['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:01.000Z'];

const tick = (deploymentId: string, n: number, sentAt = noon) => ({ deploymentId, n, sentAt });

describe('the newest tick of a deployment', () => {
  it('keeps older ones out, not itself nor newer ones', () => {
    const newest = new NewestTicks();
    const admitted = [3, 2, 3, 4, 3].map((n) => newest.admit(tick('a', n)));
    expect(admitted).toEqual([true, false, true, true, false]);
  });

  it('says nothing about another deployment', () => {
    const newest = new NewestTicks();
    newest.admit(tick('a', 9));
    expect(newest.admit(tick('b', 1))).toBe(true);
  });

  it('is one with a lower n where that was sent later: the count began anew', () => {
    const newest = new NewestTicks();
    const admitted = [tick('a', 9), tick('a', 1, later), tick('a', 9, noon)].map((one) =>
      newest.admit(one),
    );
    expect(admitted).toEqual([true, true, true]);
    expect(newest.admit(tick('a', 8, noon))).toBe(false);
  });

  it('is forgotten first where it was seen longest ago', () => {
    const newest = new NewestTicks(2);
    for (const id of ['a', 'b', 'a', 'c']) newest.admit(tick(id, 9));
    expect(['a', 'c', 'b'].map((id) => newest.admit(tick(id, 1)))).toEqual([false, false, true]);
  });
});
