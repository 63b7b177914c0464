import { BROKER_WAKE_UPS_DEFAULTS } from '#event-store';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS, idsOf, useBrokerWakeUps } from './broker-wake-ups.testing.js';
import { due } from './newsletter.testing.js';

const OVERDUE_MS = BROKER_WAKE_UPS_DEFAULTS.overdueMs;
const NEAR_MS = BROKER_WAKE_UPS_DEFAULTS.nearMs;

const on = useBrokerWakeUps();
const { inMs, record, dueIn, hold, sweep, later } = on;

describe('a touched newsletter', () => {
  it('is recorded with what the broker must know, and the time until it is due', async () => {
    const id = await dueIn(MINUTE_MS);
    const [wakeUp] = await on.wakeUps.enter([id]);
    expect(wakeUp?.timer).toMatchObject({
      deploymentId: id,
      wakeKey: 'due:1',
      dueId: 1,
      step: 'content',
      attempt: 1,
      n: 1,
      site: 'daily',
      postId: 42,
      probe: false,
    });
    expect(wakeUp?.dueInMs).toBeGreaterThan(MINUTE_MS / 2);
    expect(wakeUp?.dueInMs).toBeLessThanOrEqual(MINUTE_MS);
  });

  it('is due at once when its time has come', async () => {
    expect(await on.wakeUps.enter([await dueIn(-MINUTE_MS)])).toMatchObject([{ dueInMs: 0 }]);
  });

  it('is recorded once for one reason, and again only on request', async () => {
    const id = await dueIn(MINUTE_MS);
    expect(await on.wakeUps.enter([id])).toHaveLength(1);
    expect(await on.wakeUps.enter([id])).toEqual([]);
    expect(await on.wakeUps.enter([id], { again: true })).toMatchObject([{ timer: { n: 2 } }]);
  });

  it('is recorded at once for another reason', async () => {
    const id = await dueIn(MINUTE_MS);
    await on.wakeUps.enter([id]);
    await record([due(2, await inMs(0))], id);
    expect(await on.wakeUps.enter([id])).toMatchObject([{ timer: { wakeKey: 'due:2', n: 2 } }]);
  });

  it.each([
    ['is due after the longest delay', () => dueIn(NEAR_MS + MINUTE_MS)],
    ['has nothing due', async () => record([{ type: 'SyncRequested', data: {} }])],
    ['waits for the end of a lease', () => leased(MINUTE_MS)],
  ])('stays in the store when it %s', async (_what, make) => {
    expect(await on.wakeUps.enter([await make()], { again: true })).toEqual([]);
  });

  it('stays in the store while its brand is held', async () => {
    const id = await dueIn(0);
    await hold('DAILY', MINUTE_MS);
    expect(await on.wakeUps.enter([id], { again: true })).toEqual([]);
  });

  it('stays parked', async () => {
    const id = await dueIn(0);
    await on.wakeUps.enter([id]);
    await on.world.timers.park(id, 'due:1', 'poison');
    expect(await on.wakeUps.enter([id], { again: true })).toEqual([]);
  });

  it('is recorded by two processes with different numbers', async () => {
    const id = await dueIn(0);
    const both = await Promise.all([1, 2].map(() => on.wakeUps.enter([id], { again: true })));
    expect(both.flat().map(({ timer }) => timer.n)).toEqual(expect.arrayContaining([1, 2]));
  });
});

async function leased(forMs: number) {
  const id = await dueIn(forMs);
  await on.world.sql(
    `UPDATE deployment_status SET wake_key = 'lease:1:1' WHERE deployment_id = $1`,
    [id],
  );
  return id;
}

describe('a sweep', () => {
  it('sends what has become near, once', async () => {
    const id = await dueIn(NEAR_MS + MINUTE_MS);
    expect(await sweep()).toEqual([]);
    await later(2 * MINUTE_MS);
    const swept = await sweep();
    expect(idsOf(swept)).toEqual([id]);
    expect(swept[0]?.dueInMs).toBeGreaterThan(NEAR_MS - 2 * MINUTE_MS);
    expect(await sweep()).toEqual([]);
  });

  it('leaves alone what the broker has, until it is overdue', async () => {
    const id = await dueIn(MINUTE_MS);
    await on.wakeUps.enter([id]);
    await later(MINUTE_MS + OVERDUE_MS / 2);
    expect(await sweep()).toEqual([]);
    await later(MINUTE_MS + 2 * OVERDUE_MS);
    expect(await sweep()).toMatchObject([{ timer: { deploymentId: id, n: 2 }, dueInMs: 0 }]);
  });

  it('sends what was recorded and never reached the broker', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => dueIn(0)));
    await on.wakeUps.enter(ids);
    await later(2 * OVERDUE_MS);
    expect(idsOf(await sweep()).toSorted()).toEqual(ids.toSorted());
  });

  it('waits twice as long each time for the same reason, five minutes at most', async () => {
    const id = await dueIn(0);
    await on.wakeUps.enter([id]);
    const waits: number[] = [];
    for (let time = 1; time <= 8; time += 1) {
      const [row] = await on.world.sql<{ ms: number }>(
        'SELECT extract(epoch FROM not_before - sent_at) * 1000 AS ms FROM tick',
      );
      waits.push(Math.round(Number(row?.ms) / OVERDUE_MS));
      await on.world.sql('UPDATE tick SET not_before = connector_now()');
      expect(await sweep()).toHaveLength(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    await record([due(2, await inMs(0))], id);
    expect(await sweep()).toMatchObject([{ timer: { wakeKey: 'due:2', deliveries: 1 } }]);
  });

  it('takes a start whose lease is over, and not before', async () => {
    const id = await leased(MINUTE_MS);
    expect(await sweep()).toEqual([]);
    await later(2 * MINUTE_MS);
    expect(await sweep()).toMatchObject([{ timer: { deploymentId: id, wakeKey: 'lease:1:1' } }]);
  });

  it('sends no more than requested, the longest due first', async () => {
    const ids = [await dueIn(-3_000), await dueIn(-1_000), await dueIn(-2_000)];
    expect(idsOf(await on.wakeUps.sweep(2))).toEqual([ids[0], ids[2]]);
    expect(idsOf(await on.wakeUps.sweep(2))).toEqual([ids[1]]);
  });

  it('of two at once sends each one once', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => dueIn(0)));
    const swept = await Promise.all([sweep(), sweep(), sweep()]);
    expect(idsOf(swept.flat()).toSorted()).toEqual(ids.toSorted());
  });

  it('retries at once what could not be handed over', async () => {
    const ids = [await dueIn(0), await dueIn(MINUTE_MS)];
    await on.wakeUps.takeBack(await sweep());
    const again = await sweep();
    expect(idsOf(again)).toEqual(ids);
    expect(await sweep()).toEqual([]);
  });
});

describe('what a handler postpones', () => {
  it('is left alone until the broker must have lost it', async () => {
    const id = await dueIn(0);
    const [wakeUp] = await on.wakeUps.enter([id]);
    if (!wakeUp) throw new Error('not entered');
    await on.wakeUps.later(wakeUp.timer, MINUTE_MS);
    await later(MINUTE_MS + OVERDUE_MS / 2);
    expect(await sweep()).toEqual([]);
    await later(MINUTE_MS + 2 * OVERDUE_MS);
    // The one that the broker carried had the number in between.
    expect(await sweep()).toMatchObject([{ timer: { n: 3, deliveries: 1 } }]);
  });

  it('is sent by the sweep when no delay of the broker is long enough', async () => {
    const id = await dueIn(0);
    const [wakeUp] = await on.wakeUps.enter([id]);
    if (!wakeUp) throw new Error('not entered');
    await on.wakeUps.later(wakeUp.timer, 2 * NEAR_MS);
    await later(2 * NEAR_MS - MINUTE_MS);
    expect(await sweep()).toEqual([]);
    await later(2 * NEAR_MS + SECOND_MS);
    expect(idsOf(await sweep())).toEqual([id]);
  });

  it('is delivered again once, however many copies of it there are', async () => {
    const id = await dueIn(0);
    const [first] = await on.wakeUps.enter([id]);
    const [again] = await on.wakeUps.enter([id], { again: true });
    if (!first || !again) throw new Error('not entered');
    expect(await on.wakeUps.later(first.timer, MINUTE_MS)).toBe(false);
    expect(await on.wakeUps.later(again.timer, MINUTE_MS)).toBe(true);
    // Redelivered, as its acknowledgment was lost.
    expect(await on.wakeUps.later(again.timer, MINUTE_MS)).toBe(false);
  });

  it('changes nothing if there is another reason meanwhile', async () => {
    const id = await dueIn(0);
    const [wakeUp] = await on.wakeUps.enter([id]);
    if (!wakeUp) throw new Error('not entered');
    await record([due(2, await inMs(0))], id);
    await on.wakeUps.enter([id]);
    expect(await on.wakeUps.later(wakeUp.timer, 2 * NEAR_MS)).toBe(false);
    await later(2 * OVERDUE_MS);
    expect(await sweep()).toMatchObject([{ timer: { wakeKey: 'due:2' } }]);
  });
});

describe('a parked wake-up', () => {
  it('is left alone until a person makes it due again', async () => {
    const id = await dueIn(0);
    await on.wakeUps.enter([id]);
    await on.world.timers.park(id, 'due:1', 'poison');
    await later(10 * MINUTE_MS);
    expect(await sweep()).toEqual([]);
    await on.world.timers.unpark(id);
    expect(idsOf(await sweep())).toEqual([id]);
  });
});
