import type { Channel } from 'amqplib';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DELIVERY_LIMIT, RabbitStrategy, type WakeUp, done, later, rejected } from '#messaging';
import type {
  StartOptions,
  WakeUpHandler,
} from '../../../libs/messaging/src/conformance.testing.js';
import { BookAway } from './memory-book.js';
import { type RabbitApp, RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 30_000, interval: 10 };

let rig: RabbitRig;
let channel: Channel;
const apps: RabbitApp[] = [];

beforeEach(async () => {
  rig = await RabbitRig.open();
  channel = await rig.connection.openChannel();
});

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  await rig.close();
});

async function start(handler: WakeUpHandler, options?: StartOptions): Promise<RabbitApp> {
  const app = await rig.start(handler, options);
  apps.push(app);
  return app;
}

const until = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, DEADLINE);

/** Nothing is left in the queue, ready or in hand. */
async function expectSettled(): Promise<void> {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  const { deployer } = rig.topology.names;
  expect((await channel.checkQueue(deployer)).messageCount).toBe(0);
}

describe("a wake-up answered 'later'", () => {
  it('is postponed in the store, and comes by the delay exchange', async () => {
    const seen: WakeUp[] = [];
    await start((wakeUp) => {
      seen.push(wakeUp);
      return seen.length === 1 ? later(80) : done();
    });
    const wakeUp = wakeUpOf();
    await rig.send(wakeUp);
    await until(() => expect(seen).toHaveLength(2));
    expect(rig.book.postponed).toEqual([{ wakeUp, delayMs: 80 }]);
    // Of two wake-ups the sender's clock may decide, and this process's clock must not.
    expect(seen[1]).toEqual({ ...wakeUp, n: wakeUp.n + 1 });
    await expectSettled();
  });

  it('does not come again where the store knows of a newer one', async () => {
    const handled: string[] = [];
    const app = await start(() => later(80));
    app.strategy.on('handled', (_wakeUp, { kind }) => handled.push(kind));
    rig.book.later = () => Promise.resolve(false);
    await rig.send(wakeUpOf());
    await until(() => expect(handled).toEqual(['later']));
    await expectSettled();
    const queue = rig.topology.names.delayQueue(100);
    expect((await channel.checkQueue(queue)).messageCount).toBe(0);
  });

  it('by more than the longest delay is left to the store alone', async () => {
    const handled: string[] = [];
    const app = await start(() => later(3_600_000));
    app.strategy.on('handled', (_wakeUp, { kind }) => handled.push(kind));
    const wakeUp = wakeUpOf();
    await rig.send(wakeUp);
    await until(() => expect(handled).toEqual(['later']));
    expect(rig.book.postponed).toEqual([{ wakeUp, delayMs: 3_600_000 }]);
    await expectSettled();
    for (const ms of rig.topology.delaysMs) {
      const queue = rig.topology.names.delayQueue(ms);
      expect((await channel.checkQueue(queue)).messageCount).toBe(0);
    }
  });

  it.each([
    ['later', () => later(10)],
    ['rejected', () => rejected('No brand')],
  ] as const)(
    'or %s, while its bookkeeping fails, is delivered again and not lost',
    async (_what, answer) => {
      const told: unknown[] = [];
      let isAway = true;
      const tell = async (wakeUp: WakeUp) => {
        if (isAway) throw new Error('no such column');
        told.push(wakeUp.key);
        return true;
      };
      rig.book.later = tell;
      rig.book.park = async (wakeUp) => void (await tell(wakeUp));
      let deliveries = 0;
      await start((_wakeUp, context) => {
        deliveries = Math.max(deliveries, context.getDeliveries());
        if (deliveries > 1) isAway = false;
        return isAway || told.length === 0 ? answer() : done();
      });
      await rig.send(wakeUpOf());
      await until(() => expect(told).toEqual(['due:1']));
      expect(deliveries).toBeGreaterThan(1);
    },
  );
});

describe('the store is away for longer than all deliveries take', () => {
  /** Rejects that often. */
  const away = (times: number) => {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw new BookAway();
    };
  };

  it.each([
    ['postponed', later(10)],
    ['rejected', rejected('No brand')],
  ])('a wake-up that is %s is delivered for the first time each time', async (_what, answer) => {
    const deliveries: number[] = [];
    const tell = away(2 * DELIVERY_LIMIT);
    const told: string[] = [];
    rig.book.later = async ({ key }) => tell().then(() => told.push(key) > 0);
    rig.book.park = async ({ key }) => tell().then(() => void told.push(key));
    await start((_wakeUp, context) => {
      deliveries.push(context.getDeliveries());
      return told.length === 0 ? answer : done();
    });
    await rig.send(wakeUpOf());
    await until(() => expect(told).toEqual(['due:1']));
    expect(deliveries.length).toBeGreaterThan(2 * DELIVERY_LIMIT);
    expect(new Set(deliveries)).toEqual(new Set([1]));
    await expectSettled();
  });

  it('what is parked in the end is parked once', async () => {
    const tell = away(3);
    rig.book.park = async () => tell();
    const parked: unknown[] = [];
    const app = await start(() => Promise.reject(new Error('Always')));
    app.strategy.on('parked', (one) => parked.push(one));
    await rig.send(wakeUpOf());
    await until(() => expect(parked).toHaveLength(1));
    await expectSettled();
    expect((await channel.checkQueue(rig.topology.names.parked)).messageCount).toBe(1);
  });
});

describe('an older wake-up', () => {
  it('is acknowledged, counted, and shown to no handler', async () => {
    const seen: WakeUp[] = [];
    const dropped: WakeUp[] = [];
    const app = await start((wakeUp) => {
      seen.push(wakeUp);
      return done();
    });
    app.strategy.on('dropped', (wakeUp) => dropped.push(wakeUp));
    const [older, newer] = [wakeUpOf({ key: 'due:1' }), wakeUpOf({ key: 'due:2' })];
    await rig.send(newer);
    await until(() => expect(seen).toEqual([newer]));
    await rig.send(older);
    await until(() => expect(dropped).toEqual([older]));
    expect(seen).toEqual([newer]);
    await expectSettled();
  });
});

describe('a handler that throws', () => {
  it('has its wake-up put back and counted, and not published anew', async () => {
    const deliveries: number[] = [];
    await start((_wakeUp, context) => {
      deliveries.push(context.getDeliveries());
      if (deliveries.length < 3) throw new Error('Not yet');
      return done();
    });
    await rig.send(wakeUpOf());
    await until(() => expect(deliveries).toEqual([1, 2, 3]));
    await expectSettled();
  });
});

describe('the consumer', () => {
  it('is named after its host and process, and takes as much as it may have in hand', async () => {
    await start(() => new Promise(() => undefined), { concurrency: 2, drainLimitMs: 10 });
    for (let i = 0; i < 5; i += 1) {
      await rig.send(wakeUpOf({ deploymentId: `00000000-0000-4000-8000-00000000000${i}` }));
    }
    await until(async () => {
      const { messageCount, consumerCount } = await channel.checkQueue(rig.topology.names.deployer);
      expect([messageCount, consumerCount]).toEqual([3, 1]);
      // The broker knows it a moment before its own process does.
      const tags = [...(apps[0]?.channels ?? [])].flatMap((one) => consumerTagsOf(one));
      expect(tags).toEqual([`${hostname()}-${process.pid}`]);
    });
  });

  it.each([0, 11, Number.NaN])('may not have %d in hand', (prefetch) => {
    const { connection, book } = rig;
    expect(() => new RabbitStrategy({ connection, book, prefetch })).toThrow(
      `prefetch is ${prefetch}; set it to a number from 1 to 10`,
    );
  });
});

describe('a shutdown', () => {
  it('waits for what is in hand, gives back what waits behind it, and closes its channels', async () => {
    let finish = () => {};
    const inHand = new Promise<void>((resolve) => (finish = resolve));
    const seen: string[] = [];
    const app = await start(async ({ key }) => {
      seen.push(key);
      await inHand;
      return done();
    });
    await rig.send(wakeUpOf({ key: 'first' }));
    await until(() => expect(seen).toEqual(['first']));
    await rig.send(wakeUpOf({ key: 'second' }));
    const { deployer } = rig.topology.names;
    await until(async () => expect((await channel.checkQueue(deployer)).messageCount).toBe(0));

    const draining = app.strategy.drain();
    await until(async () => expect((await channel.checkQueue(deployer)).messageCount).toBe(1));
    finish();
    await draining;
    expect(seen).toEqual(['first']);
    expect((await channel.checkQueue(deployer)).messageCount).toBe(1);
  });

  it('does not wait for the back-off of a wake-up whose handler threw', async () => {
    const failures: unknown[] = [];
    const app = await rig.start(() => Promise.reject(new Error('Always')), {
      redeliveryMs: 3_600_000,
    });
    apps.push(app);
    app.strategy.on('failed', (_wakeUp, error) => failures.push(error));
    await rig.send(wakeUpOf());
    await until(() => expect(failures).toHaveLength(1));
    await app.strategy.drain();
    const { deployer } = rig.topology.names;
    await until(async () => expect((await channel.checkQueue(deployer)).messageCount).toBe(1));
  });

  it('while the broker is away comes to its end', async () => {
    const app = await start(() => done());
    await until(() => expect(app.strategy.attached).toBe(true));
    await app.crash();
    await until(() => expect(app.strategy.attached).toBe(false));
    await app.strategy.drain();
  });
});

/** amqplib's own record of the consumers of a channel. */
function consumerTagsOf(one: Channel): string[] {
  return [...(one as unknown as { consumers: Map<string, unknown> }).consumers.keys()];
}
