import { afterEach, describe, expect, it, vi } from 'vitest';
import { startWakeUpApp } from '../conformance.testing.js';
import { type WakeUp, done } from '../wake-up.js';
import { type EmbeddedOptions, EmbeddedStrategy } from './embedded.strategy.js';
import { MemoryStore, type NewWakeUp } from './memory-source.testing.js';
import type { DeliveredWakeUp, WakeUpSource } from './wake-up-source.js';

const HOUR_MS = 3_600_000;
const DEADLINE = { timeout: 20_000, interval: 5 };

const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;

const contentDue: NewWakeUp = {
  deploymentId: id('1'),
  key: 'due:1',
  dueId: 1,
  site: 'magazine',
  postId: 7,
  brand: 'MAG',
  step: 'content',
  attempt: 1,
  probe: false,
};

const running: { close(): Promise<void> }[] = [];

async function run(options: EmbeddedOptions, handler: (wakeUp: WakeUp) => unknown = () => done()) {
  const seen: WakeUp[] = [];
  const strategy = new EmbeddedStrategy(options);
  const app = await startWakeUpApp(strategy, (wakeUp) => {
    seen.push(wakeUp);
    return handler(wakeUp);
  });
  running.push(app);
  return { seen, strategy, app };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()));
});

/** Gives what it is scripted to, batch by batch, then nothing. */
function scripted(batches: Partial<DeliveredWakeUp>[][]): WakeUpSource {
  const instant = new Date(0).toISOString();
  const full = { ...contentDue, n: 1, deliveries: 1, sentAt: instant, dueAt: instant };
  return {
    take: async () => (batches.shift() ?? []).map((wakeUp) => ({ ...full, ...wakeUp })),
    done: async () => undefined,
    later: async () => undefined,
    park: async () => undefined,
    msUntilNext: async () => (batches.length > 0 ? 0 : undefined),
    onChange: () => () => undefined,
  };
}

describe('between two polls', { timeout: 60_000 }, () => {
  it('a change wakes the transport', async () => {
    const store = new MemoryStore();
    const { seen, strategy } = await run({ source: store.source(HOUR_MS), pollCeilingMs: HOUR_MS });
    await vi.waitFor(() => expect(strategy.attached).toBe(true), DEADLINE);
    store.send(contentDue, 0);
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
  });

  it('the next due wake-up ends the sleep', async () => {
    const store = new MemoryStore();
    store.send(contentDue, 150);
    const { seen } = await run({ source: store.source(HOUR_MS), pollCeilingMs: HOUR_MS });
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
  });

  it('a freed slot is filled at once', async () => {
    const store = new MemoryStore();
    for (const last of ['1', '2', '3']) store.send({ ...contentDue, deploymentId: id(last) }, 0);
    const source = { ...store.source(HOUR_MS), onChange: () => () => undefined };
    const busy = () => new Promise((resolve) => setTimeout(() => resolve(done()), 50));
    const { seen } = await run({ source, concurrency: 1, pollCeilingMs: HOUR_MS }, busy);
    await vi.waitFor(() => expect(seen).toHaveLength(3), DEADLINE);
  });

  it('a change needs no notification: the poll finds it', async () => {
    const store = new MemoryStore();
    store.send({ ...contentDue, deploymentId: id('9') }, HOUR_MS);
    const source = { ...store.source(HOUR_MS), onChange: () => () => undefined };
    const { seen, strategy } = await run({ source, pollCeilingMs: 20 });
    await vi.waitFor(() => expect(strategy.attached).toBe(true), DEADLINE);
    store.send(contentDue, 0);
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
  });

  it('a change during a poll is not missed', async () => {
    const store = new MemoryStore();
    const source = store.source(HOUR_MS);
    let pollCount = 0;
    const msUntilNext = async () => {
      const nothing = await source.msUntilNext();
      pollCount += 1;
      if (pollCount === 1) store.send(contentDue, 0);
      return nothing;
    };
    const { seen } = await run({ source: { ...source, msUntilNext }, pollCeilingMs: HOUR_MS });
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
  });

  it('a source that promises wake-ups and gives none is polled less and less often', async () => {
    const asked: number[] = [];
    const take = async () => {
      asked.push(performance.now());
      return [];
    };
    const source = { ...scripted([]), take, msUntilNext: async () => 0 };
    await run({ source, pollFloorMs: 5 });
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(5), DEADLINE);
    const [first = 0, , , fourth = 0, fifth = 0] = asked;
    // 5, 10, 20 and 40 ms; a timer may fire a millisecond early.
    expect(fifth - fourth).toBeGreaterThanOrEqual(39);
    expect(fourth - first).toBeGreaterThanOrEqual(32);
  });
});

describe('a source that is unavailable', { timeout: 60_000 }, () => {
  it('detaches the transport until it responds again, and no wake-up is lost', async () => {
    const store = new MemoryStore();
    const source = store.source(HOUR_MS);
    let isAway = true;
    const take = (limit: number) =>
      isAway ? Promise.reject(new Error('ECONNREFUSED')) : source.take(limit);
    const { seen, strategy } = await run({ source: { ...source, take }, sourceAwayMs: 5 });
    expect(strategy.attached).toBe(false);
    isAway = false;
    await vi.waitFor(() => expect(strategy.attached).toBe(true), DEADLINE);
    isAway = true;
    await vi.waitFor(() => expect(strategy.attached).toBe(false), DEADLINE);
    store.send(contentDue, 0);
    isAway = false;
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
    expect(strategy.attached).toBe(true);
  });

  it('when an outcome is to be recorded, has the wake-up redelivered', async () => {
    const store = new MemoryStore();
    const source = store.source(100);
    let failures = 0;
    const flaky: WakeUpSource = {
      ...source,
      done: (wakeUp) => {
        failures += 1;
        return failures === 1 ? Promise.reject(new Error('ECONNRESET')) : source.done(wakeUp);
      },
    };
    const { seen } = await run({ source: flaky });
    store.send(contentDue, 0);
    await vi.waitFor(() => expect(failures).toBe(2), DEADLINE);
    expect(seen).toHaveLength(2);
  });

  it('does not hold up the end of the process', async () => {
    const take = () => Promise.reject(new Error('ECONNREFUSED'));
    const limits = { sourceAwayMs: HOUR_MS, sourceAwayCeilingMs: HOUR_MS, drainLimitMs: HOUR_MS };
    const { app } = await run({ source: { ...scripted([]), take }, ...limits });
    await app.close();
  });
});

describe('a source that gives old wake-ups', { timeout: 60_000 }, () => {
  it('has no older one delivered after a newer one', async () => {
    const batches = [[{ n: 5, key: 'due:2' }], [{ n: 4, key: 'due:1' }], [{ n: 6, key: 'due:3' }]];
    const { seen } = await run({ source: scripted(batches) });
    await vi.waitFor(() => expect(seen.map(({ n }) => n)).toContain(6), DEADLINE);
    expect(seen.map(({ key }) => key)).toEqual(['due:2', 'due:3']);
  });

  it('has only the newest of those that wait delivered', async () => {
    const waiting = [{ n: 2 }, { n: 4 }, { n: 3 }];
    const { seen } = await run({ source: scripted([[{ n: 1 }, ...waiting]]) });
    await vi.waitFor(() => expect(seen).toHaveLength(2), DEADLINE);
    expect(seen.map(({ n }) => n)).toEqual([1, 4]);
  });
});

describe('a shutdown', { timeout: 60_000 }, () => {
  it('gives back what waits behind a wake-up in progress', async () => {
    const source = scripted([[{ n: 1 }, { n: 2 }]]);
    const back: number[] = [];
    const later: WakeUpSource['later'] = async ({ n }) => void back.push(n);
    let finish = () => {};
    const inHand = new Promise<void>((resolve) => (finish = resolve));
    const { seen, app } = await run({ source: { ...source, later } }, () => inHand.then(done));
    await vi.waitFor(() => expect(seen).toHaveLength(1), DEADLINE);
    const closing = app.close();
    await vi.waitFor(() => expect(back).toEqual([2]), DEADLINE);
    finish();
    await closing;
    expect(seen).toHaveLength(1);
  });

  it('gives back the result of a poll that was under way', async () => {
    const source = scripted([[{ n: 1 }]]);
    const back: number[] = [];
    const later: WakeUpSource['later'] = async ({ n }) => void back.push(n);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const take = (limit: number) => asked.then(() => source.take(limit));
    const { seen, strategy } = await run({ source: { ...source, take, later } });
    const draining = strategy.drain();
    answer();
    await draining;
    expect([seen, back]).toEqual([[], [1]]);
    expect(strategy.attached).toBe(false);
  });
});
