import type { Channel } from 'amqplib';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { RabbitStrategy, type WakeUp, done, later, rejected } from '#messaging';
import { useStrategy } from './use-strategy.testing.js';
import { wakeUpOf } from './wake-ups.js';

const on = useStrategy();

describe("a wake-up postponed with 'later'", () => {
  it('is postponed in the store, and arrives by the delay exchange', async () => {
    const seen: WakeUp[] = [];
    await on.start((wakeUp) => {
      seen.push(wakeUp);
      return seen.length === 1 ? later(80) : done();
    });
    const wakeUp = wakeUpOf();
    await on.rig.send(wakeUp);
    await on.until(() => expect(seen).toHaveLength(2));
    expect(on.rig.recorder.postponed).toEqual([{ wakeUp, delayMs: 80 }]);
    // Between two wake-ups the sender's clock may decide; this process's clock must not.
    expect(seen[1]).toEqual({ ...wakeUp, n: wakeUp.n + 1 });
    await on.expectSettled();
  });

  it('is not redelivered if the store knows of a newer one', async () => {
    const handled: string[] = [];
    const app = await on.start(() => later(80));
    app.strategy.on('handled', (_wakeUp, { kind }) => handled.push(kind));
    on.rig.recorder.later = () => Promise.resolve(false);
    await on.rig.send(wakeUpOf());
    await on.until(() => expect(handled).toEqual(['later']));
    await on.expectSettled();
    const queue = on.rig.topology.names.delayQueue(100);
    expect((await on.channel.checkQueue(queue)).messageCount).toBe(0);
  });

  it('by more than the longest delay is left to the store', async () => {
    const handled: string[] = [];
    const app = await on.start(() => later(3_600_000));
    app.strategy.on('handled', (_wakeUp, { kind }) => handled.push(kind));
    const wakeUp = wakeUpOf();
    await on.rig.send(wakeUp);
    await on.until(() => expect(handled).toEqual(['later']));
    expect(on.rig.recorder.postponed).toEqual([{ wakeUp, delayMs: 3_600_000 }]);
    await on.expectSettled();
    for (const ms of on.rig.topology.delaysMs) {
      const queue = on.rig.topology.names.delayQueue(ms);
      expect((await on.channel.checkQueue(queue)).messageCount).toBe(0);
    }
  });

  it.each([
    ['later', () => later(10)],
    ['rejected', () => rejected('No brand')],
  ] as const)(
    'or %s, while its bookkeeping fails, is delivered again and not lost',
    async (_what, answer) => {
      const handledKeys: unknown[] = [];
      let isAway = true;
      const handle = async (wakeUp: WakeUp) => {
        if (isAway) throw new Error('no such column');
        handledKeys.push(wakeUp.key);
        return true;
      };
      on.rig.recorder.later = handle;
      on.rig.recorder.park = async (wakeUp) => void (await handle(wakeUp));
      let deliveries = 0;
      await on.start((_wakeUp, context) => {
        deliveries = Math.max(deliveries, context.getDeliveries());
        if (deliveries > 1) isAway = false;
        return isAway || handledKeys.length === 0 ? answer() : done();
      });
      await on.rig.send(wakeUpOf());
      await on.until(() => expect(handledKeys).toEqual(['due:1']));
      expect(deliveries).toBeGreaterThan(1);
    },
  );
});

describe('an older wake-up', () => {
  it('is acknowledged, counted, and shown to no handler', async () => {
    const seen: WakeUp[] = [];
    const dropped: WakeUp[] = [];
    const app = await on.start((wakeUp) => {
      seen.push(wakeUp);
      return done();
    });
    app.strategy.on('dropped', (wakeUp) => dropped.push(wakeUp));
    const [older, newer] = [wakeUpOf({ key: 'due:1' }), wakeUpOf({ key: 'due:2' })];
    await on.rig.send(newer);
    await on.until(() => expect(seen).toEqual([newer]));
    await on.rig.send(older);
    await on.until(() => expect(dropped).toEqual([older]));
    expect(seen).toEqual([newer]);
    await on.expectSettled();
  });
});

describe('a handler that throws', () => {
  it('has its wake-up requeued and counted, and not republished', async () => {
    const deliveries: number[] = [];
    await on.start((_wakeUp, context) => {
      deliveries.push(context.getDeliveries());
      if (deliveries.length < 3) throw new Error('Not yet');
      return done();
    });
    await on.rig.send(wakeUpOf());
    await on.until(() => expect(deliveries).toEqual([1, 2, 3]));
    await on.expectSettled();
  });
});

describe('the consumer', () => {
  it('is named after its host and process, and prefetches as much as it may', async () => {
    await on.start(() => new Promise(() => undefined), { concurrency: 2, drainLimitMs: 10 });
    for (let i = 0; i < 5; i += 1) {
      await on.rig.send(wakeUpOf({ deploymentId: `00000000-0000-4000-8000-00000000000${i}` }));
    }
    await on.until(async () => {
      const { messageCount, consumerCount } = await on.channel.checkQueue(
        on.rig.topology.names.deployer,
      );
      expect([messageCount, consumerCount]).toEqual([3, 1]);
      // The broker lists it a moment before its own process does.
      const tags = [...(on.apps[0]?.channels ?? [])].flatMap((one) => consumerTagsOf(one));
      expect(tags).toEqual([`${hostname()}-${process.pid}`]);
    });
  });

  it.each([0, 11, Number.NaN])('may not prefetch %d', (prefetch) => {
    const { connection, recorder } = on.rig;
    expect(() => new RabbitStrategy({ connection, recorder, prefetch })).toThrow(
      `prefetch is ${prefetch}; set it to a number from 1 to 10`,
    );
  });
});

describe('a shutdown', () => {
  it('waits for what is in progress, returns what is queued behind it, and closes its channels', async () => {
    let finish = () => {};
    const inHand = new Promise<void>((resolve) => (finish = resolve));
    const seen: string[] = [];
    const app = await on.start(async ({ key }) => {
      seen.push(key);
      await inHand;
      return done();
    });
    await on.rig.send(wakeUpOf({ key: 'first' }));
    await on.until(() => expect(seen).toEqual(['first']));
    await on.rig.send(wakeUpOf({ key: 'second' }));
    const { deployer } = on.rig.topology.names;
    await on.until(async () =>
      expect((await on.channel.checkQueue(deployer)).messageCount).toBe(0),
    );

    const draining = app.strategy.drain();
    await on.until(async () =>
      expect((await on.channel.checkQueue(deployer)).messageCount).toBe(1),
    );
    finish();
    await draining;
    expect(seen).toEqual(['first']);
    expect((await on.channel.checkQueue(deployer)).messageCount).toBe(1);
  });

  it('does not wait for the back-off of a wake-up whose handler threw', async () => {
    const failures: unknown[] = [];
    const app = await on.rig.start(() => Promise.reject(new Error('Always')), {
      redeliveryMs: 3_600_000,
    });
    on.apps.push(app);
    app.strategy.on('failed', (_wakeUp, error) => failures.push(error));
    await on.rig.send(wakeUpOf());
    await on.until(() => expect(failures).toHaveLength(1));
    await app.strategy.drain();
    const { deployer } = on.rig.topology.names;
    await on.until(async () =>
      expect((await on.channel.checkQueue(deployer)).messageCount).toBe(1),
    );
  });

  it('while the broker is down completes', async () => {
    const app = await on.start(() => done());
    await on.until(() => expect(app.strategy.attached).toBe(true));
    await app.crash();
    await on.until(() => expect(app.strategy.attached).toBe(false));
    await app.strategy.drain();
  });
});

/** amqplib's own record of the consumers of a on.channel. */
function consumerTagsOf(one: Channel): string[] {
  return [...(one as unknown as { consumers: Map<string, unknown> }).consumers.keys()];
}
