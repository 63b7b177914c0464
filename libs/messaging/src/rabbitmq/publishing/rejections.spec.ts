import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rejections } from './rejections.js';

let rejections: Rejections;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  rejections = new Rejections({ waitMs: 60_000, forgetAfterMs: 600_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Something is rejected repeatedly, and finally accepted. */
function rejectFor(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    rejections.rejected();
    vi.advanceTimersByTime(1_000);
  }
  rejections.taken();
}

describe('queues that reject announcements', () => {
  it('are waited for', () => {
    rejectFor(59);
    expect(rejections.areLasting).toBe(false);
  });

  it('are waited for one minute in all', () => {
    rejectFor(40);
    vi.advanceTimersByTime(300_000);
    expect(rejections.areLasting).toBe(false);
    rejectFor(20);
    expect(rejections.areLasting).toBe(true);
  });

  it('are waited for again ten minutes after their last rejection', () => {
    rejectFor(60);
    vi.advanceTimersByTime(600_000);
    expect(rejections.areLasting).toBe(true);
    vi.advanceTimersByTime(1);
    expect(rejections.areLasting).toBe(false);
  });

  it.each(['rejected', 'taken'] as const)(
    'are not waited for while another process goes on: then %s',
    (fate) => {
      rejections.rejected();
      vi.advanceTimersByTime(300_000);
      rejections[fate]();
      expect(rejections.areLasting).toBe(false);
    },
  );
});
