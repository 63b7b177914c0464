import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rejections } from './rejections.js';

let rejections: Rejections;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  rejections = new Rejections({ waitMs: 60_000, channelWaitMs: 20_000, forgetAfterMs: 600_000 });
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
    expect(rejections.areLastingOn()).toBe(false);
  });

  it('are waited for one minute in all', () => {
    rejectFor(40);
    vi.advanceTimersByTime(300_000);
    expect(rejections.areLastingOn()).toBe(false);
    rejectFor(20);
    expect(rejections.areLastingOn()).toBe(true);
  });

  it('are waited for again ten minutes after their last rejection', () => {
    rejectFor(60);
    vi.advanceTimersByTime(600_000);
    expect(rejections.areLastingOn()).toBe(true);
    vi.advanceTimersByTime(1);
    expect(rejections.areLastingOn()).toBe(false);
  });

  it.each(['rejected', 'taken'] as const)(
    'are not waited for while another process goes on: then %s',
    (fate) => {
      rejections.rejected();
      vi.advanceTimersByTime(300_000);
      rejections[fate]();
      expect(rejections.areLastingOn()).toBe(false);
    },
  );

  it('are waited for again over a new channel, but for less long', () => {
    rejectFor(60);
    const channel = {};
    rejections.rejected(channel);
    expect(rejections.areLastingOn(channel)).toBe(false);
    for (let seconds = 0; seconds < 20; seconds += 10) {
      vi.advanceTimersByTime(10_000);
      rejections.rejected(channel);
    }
    expect(rejections.areLastingOn(channel)).toBe(true);
  });
});
