import { describe, expect, it } from 'vitest';
import { NewestWakeUps } from './newest-wake-ups.js';

const [noon, later] = ['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:01.000Z'];

const wakeUp = (deploymentId: string, n: number, sentAt = noon) => ({ deploymentId, n, sentAt });

describe('the newest wake-up of a deployment', () => {
  it('excludes older ones, but neither itself nor newer ones', () => {
    const newest = new NewestWakeUps();
    const admitted = [3, 2, 3, 4, 3].map((n) => newest.admit(wakeUp('a', n)));
    expect(admitted).toEqual([true, false, true, true, false]);
  });

  it('does not affect another deployment', () => {
    const newest = new NewestWakeUps();
    newest.admit(wakeUp('a', 9));
    expect(newest.admit(wakeUp('b', 1))).toBe(true);
  });

  it('is one with a lower n if that was sent later: the count restarted', () => {
    const newest = new NewestWakeUps();
    const admitted = [wakeUp('a', 9), wakeUp('a', 1, later), wakeUp('a', 9, noon)].map((one) =>
      newest.admit(one),
    );
    expect(admitted).toEqual([true, true, true]);
    expect(newest.admit(wakeUp('a', 8, noon))).toBe(false);
  });

  it('is forgotten first if it was seen longest ago', () => {
    const newest = new NewestWakeUps(2);
    for (const id of ['a', 'b', 'a', 'c']) newest.admit(wakeUp(id, 9));
    expect(['a', 'c', 'b'].map((id) => newest.admit(wakeUp(id, 1)))).toEqual([false, false, true]);
  });
});
