import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppendNotifier, EventStore, RecentAppends } from '#event-store';
import { Changes } from './changes.js';

let polls: number;
let changes: Changes;

/** Nothing reports what other processes append, as behind PgBouncer. */
beforeEach(() => {
  vi.useFakeTimers();
  polls = 0;
  const end = async () => {
    polls += 1;
    return { position: '1', id: null };
  };
  const never = () => () => undefined;
  const after = async () => ({ end: await end(), deployments: [] });
  changes = new Changes(
    { onAppended: never } as unknown as EventStore,
    { end, after } as unknown as RecentAppends,
    { on: never } as unknown as AppendNotifier,
  );
});

afterEach(() => {
  changes.onModuleDestroy();
  vi.useRealTimers();
});

describe('a poll of the feed', () => {
  it('comes in time however often new listeners begin', async () => {
    changes.onEvents(() => undefined);
    for (let n = 0; n < 20; n += 1) {
      const stop = changes.on(`deployment-${n}`, () => undefined);
      await vi.advanceTimersByTimeAsync(100);
      stop();
    }
    expect(polls).toBeGreaterThanOrEqual(3);
  });

  it('comes sooner for a listener that begins after a quiet time', async () => {
    changes.onEvents(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    const before = polls;
    changes.onEvents(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    expect(polls).toBe(before + 1);
  });
});
