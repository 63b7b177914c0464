import { describe, expect, it } from 'vitest';
import { DELIVERY_LIMIT, done, later, rejected } from '#messaging';
import { RecorderAway } from './memory-recorder.js';
import { useStrategy } from './use-strategy.testing.js';
import { wakeUpOf } from './wake-ups.js';

const on = useStrategy();

describe('the store is unavailable for longer than all deliveries take', () => {
  /** Rejects this often. */
  const away = (times: number) => {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw new RecorderAway();
    };
  };

  it.each([
    ['postponed', later(500)],
    ['rejected', rejected('No brand')],
  ])('a wake-up that is %s is delivered for the first time each time', async (_what, answer) => {
    const deliveries: number[] = [];
    const handle = away(2 * DELIVERY_LIMIT);
    const logged: string[] = [];
    on.rig.recorder.later = async ({ key }) => handle().then(() => logged.push(key) > 0);
    on.rig.recorder.park = async ({ key }) => handle().then(() => void logged.push(key));
    await on.start((_wakeUp, context) => {
      deliveries.push(context.getDeliveries());
      return logged.length === 0 ? answer : done();
    });
    await on.rig.send(wakeUpOf());
    await on.until(() => expect(logged).toEqual(['due:1']));
    expect(deliveries.length).toBeGreaterThan(2 * DELIVERY_LIMIT);
    expect(new Set(deliveries)).toEqual(new Set([1]));
    await on.expectSettled();
  });

  it('a wake-up that ends up parked is parked once', async () => {
    const handle = away(3);
    on.rig.recorder.park = async () => handle();
    const parked: unknown[] = [];
    const app = await on.start(() => Promise.reject(new Error('Always')));
    app.strategy.on('parked', (one) => parked.push(one));
    await on.rig.send(wakeUpOf());
    await on.until(() => expect(parked).toHaveLength(1));
    await on.expectSettled();
    expect((await on.channel.checkQueue(on.rig.topology.names.parked)).messageCount).toBe(1);
  });
});
