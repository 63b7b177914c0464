import { describe, expect, it } from 'vitest';
import type { WakeUpStrategy } from '../strategy.js';
import { DELIVERY_LIMIT, type Parked } from '../strategy.js';
import { done, rejected } from '../wake-up.js';
import type { Stage } from './stage.testing.js';

export function describePoison(stage: () => Stage): void {
  describe('a wake-up that is rejected', () => {
    it('is parked at once, with the reason, and reported', async () => {
      const on = stage();
      const wake = on.wake();
      const app = await on.start(() => rejected("No brand 'MAG'"));
      const reported = parkedBy(app.strategy);
      await on.send(wake);
      expect(await on.reasonOfParked(wake)).toBe("No brand 'MAG'");
      await on.eventually(() => expect(reported).toHaveLength(1));
      expect(reported[0]).toMatchObject({ reason: "No brand 'MAG'", wakeUp: wake });
      expect(on.ofWake(wake)).toHaveLength(1);
    });
  });

  describe('a handler that always throws', () => {
    it('has its wake-up parked after the delivery limit, with the last error', async () => {
      const on = stage();
      const wake = on.wake();
      await on.start(() => {
        throw new TypeError(`Failure ${on.ofWake(wake).length}`);
      });
      await on.send(wake);
      const reason = await on.reasonOfParked(wake);
      expect(reason).toContain(`TypeError: Failure ${on.ofWake(wake).length}`);
      // Brokers count redeliveries, others deliveries.
      expect([DELIVERY_LIMIT, DELIVERY_LIMIT + 1]).toContain(on.ofWake(wake).length);
    });

    it('keeps no other waiting forever', async () => {
      const on = stage();
      const poison = on.wake('poison');
      const handler = ({ key }: { key: string }) => {
        if (key === 'poison') throw new Error('Always');
        return done();
      };
      await on.start(handler, { concurrency: 1 });
      await on.send(poison);
      await on.eventually(() => expect(on.ofWake(poison)).not.toEqual([]));
      await on.sentinel();
      await on.reasonOfParked(poison);
      await on.sentinel();
    });
  });

  describe('a wake-up that kills its process each time', () => {
    it('is parked after the delivery limit, and the process after that lives', async () => {
      const on = stage();
      const wake = on.wake('killer');
      const gate = on.gate();
      await on.send(wake);
      for (let life = 1; life <= DELIVERY_LIMIT + 1; life += 1) {
        if ((await on.harness.parked()).length > 0) break;
        const app = await on.start(() => gate.opened, { visibilityMs: 200 });
        await on.eventually(async () => {
          const isParked = (await on.harness.parked()).length > 0;
          expect(isParked || on.ofWake(wake).at(-1)?.process === life).toBe(true);
        });
        await app.crash();
      }
      await on.start();
      expect(await on.reasonOfParked(wake)).toMatch(/delivered|delivery/i);
      await on.sentinel();
      expect(on.ofWake(wake).length).toBeGreaterThanOrEqual(2);
      expect(on.ofWake(wake).length).toBeLessThanOrEqual(DELIVERY_LIMIT + 1);
    });
  });

  describe('a malformed wake-up', () => {
    it('is parked with the field at fault, and no handler sees it', async () => {
      const on = stage();
      const wake = on.wake();
      await on.start();
      await on.harness.sendMalformed(wake);
      expect(await on.reasonOfParked(wake)).toMatch(/^Malformed wake-up: 'brand' must be/);
      await on.sentinel();
      expect(on.ofWake(wake)).toEqual([]);
    });
  });

  describe('a wake-up that nothing handles', () => {
    it('is parked, naming the pattern', async () => {
      const on = stage();
      const wake = on.wake();
      await on.startWithoutHandler();
      await on.send(wake);
      expect(await on.reasonOfParked(wake)).toBe("No handler for 'step.due'");
    });
  });

  describe('a handler that returns no outcome', () => {
    it.each([
      ['nothing', undefined],
      ['something else', { kind: 'maybe' }],
      ['later without a time', { kind: 'later' }],
    ])('has its wake-up parked (%s)', async (_what, answer) => {
      const on = stage();
      const wake = on.wake();
      await on.start(() => answer);
      await on.send(wake);
      expect(await on.reasonOfParked(wake)).toContain('returned no outcome');
    });
  });
}

function parkedBy(strategy: WakeUpStrategy): Parked[] {
  const parked: Parked[] = [];
  strategy.on('parked', (one) => parked.push(one));
  return parked;
}
