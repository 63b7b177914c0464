import { randomUUID } from 'node:crypto';
import type { Timer } from '#event-store';
import { brandProjection } from '#deployment';
import type { BrandEvent, DeploymentEvent } from '#events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveClock } from '../../setup/database.js';
import { METADATA, type World, due, newsletters, openWorld } from './newsletter.testing.js';

const MINUTE_MS = 60_000;
const LONG_MS = 10 * MINUTE_MS;

let world: World;

beforeEach(async () => {
  world = await openWorld();
});

afterEach(() => world?.close());

const ago = async (ms: number) => new Date(Date.parse(await world.store.now()) - ms).toISOString();

async function record(facts: DeploymentEvent[], id: string = randomUUID(), brand = 'DAILY') {
  await world.store.change(newsletters(brand), id, () => facts, { metadata: METADATA });
  return id;
}

/** A newsletter whose step was due this many milliseconds ago, or will be if negative. */
async function overdue(ms: number, brand = 'DAILY') {
  return record([due(1, await ago(ms))], randomUUID(), brand);
}

const recordBrand = (brand: string, fact: BrandEvent) =>
  world.store.change(brandProjection, brand, () => [fact], { metadata: METADATA });

async function hold(brand: string, probeInMs: number) {
  const probeAt = await ago(-probeInMs);
  const words = 'Invalid AppId.';
  await recordBrand(brand, { type: 'BrandHeld', data: { reason: 'refused', words, probeAt } });
}

const idsOf = (timers: Timer[]) => timers.map(({ deploymentId }) => deploymentId);
const take = (limit = 10, visibilityMs = LONG_MS) => world.timers.take(limit, visibilityMs);

describe('a timer', () => {
  it('reports what is due for which newsletter', async () => {
    const wakeAt = await ago(100);
    const deploymentId = await record([due(7, wakeAt)]);
    const [timer] = await take();
    expect(timer).toEqual({
      deploymentId,
      wakeKey: 'due:7',
      wakeAt,
      dueId: 7,
      step: 'content',
      attempt: 1,
      n: 1,
      sentAt: expect.stringMatching(/Z$/),
      deliveries: 1,
      brand: 'DAILY',
      site: 'daily',
      postId: 42,
      probe: false,
    });
  });

  it('is due by the clock of the database, not before its time', async () => {
    await overdue(-MINUTE_MS);
    expect(await take()).toEqual([]);
    await moveClock(world.database.url, 2 * MINUTE_MS);
    expect(await take()).toHaveLength(1);
  });

  it('is gone when its reason is gone', async () => {
    const id = await overdue(100);
    const withdrawn = { dueId: 1, step: 'content' as const, reason: 'saved again' };
    await record([{ type: 'StepWithdrawn', data: withdrawn }], id);
    expect(await take()).toEqual([]);
    expect(await world.timers.msUntilNext()).toBeUndefined();
  });

  it('is delivered no more than requested, the longest overdue first', async () => {
    const ids = [await overdue(3000), await overdue(1000), await overdue(2000)];
    expect(idsOf(await take(2))).toEqual([ids[0], ids[2]]);
    expect(idsOf(await take(2))).toEqual([ids[1]]);
  });
});

describe('two takers', () => {
  it('never get the same alarm, and together get all', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => overdue(1000)));
    const taken: string[] = [];
    const taker = async () => {
      for (;;) {
        const timers = await take(7);
        taken.push(...idsOf(timers));
        const [left] = await world.sql<{ count: number }>(
          'SELECT 60 - count(*)::int AS count FROM tick',
        );
        if (timers.length === 0 && left?.count === 0) return;
      }
    };
    await Promise.all([taker(), taker(), taker(), taker()]);
    expect(taken.toSorted()).toEqual(ids.toSorted());
  });
});

describe('a timer that was taken', () => {
  it('is redelivered when its taker does not end it in time, with higher numbers', async () => {
    const id = await overdue(100);
    await take(1, 50);
    const again = await vi.waitFor(async () => {
      const [timer] = await take(1, LONG_MS);
      expect(timer).toBeDefined();
      return timer;
    });
    expect(again).toMatchObject({ deploymentId: id, n: 2, deliveries: 2 });
    expect(await take()).toEqual([]);
  });

  it('is due at once for another reason, with a new count', async () => {
    const id = await overdue(100);
    await take();
    await record([due(2, await ago(50))], id);
    expect(await take()).toMatchObject([{ wakeKey: 'due:2', n: 2, deliveries: 1 }]);
  });

  it('waits as long as requested, with a new count of deliveries', async () => {
    const id = await overdue(100);
    await take();
    await world.timers.postpone(id, 'due:1', MINUTE_MS);
    const ms = (await world.timers.msUntilNext()) ?? 0;
    expect(ms).toBeGreaterThan(MINUTE_MS / 2);
    expect(ms).toBeLessThanOrEqual(MINUTE_MS);
    await world.timers.postpone(id, 'due:1', 0);
    expect(await take()).toMatchObject([{ n: 2, deliveries: 1 }]);
  });

  it('keeps counting its deliveries when its handler failed', async () => {
    const id = await overdue(100);
    await take();
    await world.timers.failed(id, 'due:1', 0);
    expect(await take()).toMatchObject([{ n: 2, deliveries: 2 }]);
  });

  it('is not changed by a process that knows only an older reason', async () => {
    const id = await overdue(100);
    await take();
    await record([due(2, await ago(50))], id);
    await take();
    await world.timers.postpone(id, 'due:1', 0);
    await world.timers.park(id, 'due:1', 'old news');
    expect(await take()).toEqual([]);
    expect(await world.timers.parked(10)).toEqual([]);
  });
});

describe('a parked timer', () => {
  it('stays where it is, with its reason, until there is another one', async () => {
    const id = await overdue(100);
    await take(1, 0);
    await world.timers.park(id, 'due:1', 'It cannot be read.');
    expect(await take()).toEqual([]);
    expect(await world.timers.msUntilNext()).toBeUndefined();
    expect(await world.timers.parked(10)).toEqual([
      { deploymentId: id, wakeKey: 'due:1', reason: 'It cannot be read.', at: expect.any(String) },
    ]);
    await record([due(2, await ago(50))], id);
    expect(await take()).toMatchObject([{ deploymentId: id, wakeKey: 'due:2' }]);
    expect(await world.timers.parked(10)).toEqual([]);
  });
});

describe('a held brand', () => {
  it('is left alone, others are not', async () => {
    await Promise.all([overdue(1000), overdue(1000)]);
    const other = await overdue(1000, 'WEEKLY');
    await hold('DAILY', MINUTE_MS);
    expect(idsOf(await take())).toEqual([other]);
  });

  it('is tried by only one, when its probe is due', async () => {
    await Promise.all(Array.from({ length: 5 }, () => overdue(1000)));
    await hold('DAILY', -1);
    const takes = await Promise.all(Array.from({ length: 4 }, () => take()));
    expect(takes.flat()).toMatchObject([{ probe: true, brand: 'DAILY' }]);
    expect(await take()).toEqual([]);
  });

  it('is tried again when the one that tried it is lost', async () => {
    await overdue(1000);
    await hold('DAILY', -1);
    await take(10, 50);
    await vi.waitFor(async () => expect(await take()).toMatchObject([{ probe: true }]));
  });

  it('is tried again when its probe was freed and is due', async () => {
    await overdue(2000);
    await overdue(1000);
    await hold('DAILY', -1);
    await take();
    await world.timers.releaseProbe('DAILY');
    expect(await take()).toMatchObject([{ probe: true }]);
  });

  it('wakes everything that waits for it when it is released', async () => {
    const ids = await Promise.all([overdue(1000), overdue(1000), overdue(1000)]);
    await take();
    await hold('DAILY', -1);
    await recordBrand('DAILY', { type: 'BrandReleased', data: {} });
    expect(await take()).toEqual([]);
    await world.timers.wakeAgain('DAILY');
    const again = await take();
    expect(idsOf(again).toSorted()).toEqual(ids.toSorted());
    expect(again.every(({ probe }) => !probe)).toBe(true);
  });

  it('does not keep a send time from passing', async () => {
    await hold('DAILY', MINUTE_MS);
    const missed = { type: 'DeploymentMissed' as const, data: { sendAt: await ago(10) } };
    const id = await record([missed]);
    expect(await take()).toMatchObject([{ deploymentId: id, probe: false }]);
  });
});

describe('the next timer', () => {
  it('is none, at once, or due in some milliseconds', async () => {
    expect(await world.timers.msUntilNext()).toBeUndefined();
    await overdue(-MINUTE_MS);
    const ms = (await world.timers.msUntilNext()) ?? 0;
    expect(ms).toBeGreaterThan(MINUTE_MS / 2);
    expect(ms).toBeLessThanOrEqual(MINUTE_MS);
    await overdue(10);
    expect(await world.timers.msUntilNext()).toBe(0);
  });
});
