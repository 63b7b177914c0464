import { describe, expect, it } from 'vitest';
import { NewestTicks } from './newest-ticks.js';

describe('the newest tick of a deployment', () => {
  it('keeps older ones out, not itself nor newer ones', () => {
    const newest = new NewestTicks();
    const admitted = [3, 2, 3, 4, 3].map((n) => newest.admit({ deploymentId: 'a', n }));
    expect(admitted).toEqual([true, false, true, true, false]);
  });

  it('says nothing about another deployment', () => {
    const newest = new NewestTicks();
    newest.admit({ deploymentId: 'a', n: 9 });
    expect(newest.admit({ deploymentId: 'b', n: 1 })).toBe(true);
  });

  it('is forgotten first where it was seen longest ago', () => {
    const newest = new NewestTicks(2);
    for (const deploymentId of ['a', 'b', 'a', 'c']) newest.admit({ deploymentId, n: 9 });
    const admitted = ['a', 'c', 'b'].map((deploymentId) => newest.admit({ deploymentId, n: 1 }));
    expect(admitted).toEqual([false, false, true]);
  });
});
