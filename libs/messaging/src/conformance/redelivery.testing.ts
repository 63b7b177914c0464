import { describe, expect, it } from 'vitest';
import { type WakeUp, done } from '../wake-up.js';
import type { Stage } from './stage.testing.js';

export function describeRedelivery(stage: () => Stage): void {
  describe('a handler that throws', () => {
    it('gets the wake-up again, and is done when it succeeds', async () => {
      const on = stage();
      const wake = on.wake();
      await on.start(() => {
        if (on.ofWake(wake).length === 1) throw new Error('The store is away');
        return done();
      });
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(2));
      await on.sentinel();
      expect(on.ofWake(wake).map(({ deliveries }) => deliveries)).toEqual([1, 2]);
      expect(await on.harness.parked()).toEqual([]);
    });

    it('is reported with the very error it threw', async () => {
      const on = stage();
      const thrown = new RangeError('No such brand');
      const failures: [WakeUp, unknown][] = [];
      const app = await on.start(() => {
        if (failures.length === 0) throw thrown;
        return done();
      });
      app.strategy.on('failed', (wakeUp, error) => failures.push([wakeUp, error]));
      const wake = on.wake();
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(2));
      expect(failures[0]?.[0]).toMatchObject(wake);
      expect(failures[0]?.[1]).toBe(thrown);
    });
  });

  describe('a process that dies', () => {
    it('leaves what it had in progress to the next one', async () => {
      const on = stage();
      const gate = on.gate();
      const wake = on.wake();
      const first = await on.start(() => gate.opened, { visibilityMs: 400 });
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).not.toEqual([]));
      await first.crash();
      await on.start();
      await on.eventually(() => expect(on.ofWake(wake).at(-1)?.process).toBe(2));
      expect(on.ofWake(wake).at(-1)?.deliveries).toBeGreaterThan(1);
    });

    it('loses no wake-up that had not arrived', async () => {
      const on = stage();
      const [now, soon] = [on.wake(), on.wake()];
      const gate = on.gate();
      const first = await on.start(() => gate.opened, { visibilityMs: 400, concurrency: 1 });
      await on.send(now);
      await on.send(soon, 300);
      await on.eventually(() => expect(on.seen).not.toEqual([]));
      await first.crash();
      await on.start();
      await on.eventually(() => {
        expect(on.ofWake(now).at(-1)?.process).toBe(2);
        expect(on.ofWake(soon).at(-1)?.process).toBe(2);
      });
    });
  });
}
