import { describe, expect, it } from 'vitest';
import { done, later } from '../wake-up.js';
import type { Stage } from './stage.testing.js';

export function describeDelivery(stage: () => Stage): void {
  describe('a wake-up that is due', () => {
    it('arrives with all it was sent with', async () => {
      const on = stage();
      await on.start();
      const wake = on.wake('due:7');
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(1));
      expect(on.ofWake(wake)[0]?.wakeUp).toMatchObject({ ...wake, brand: 'MAG', site: 'magazine' });
      expect(on.ofWake(wake)[0]?.deliveries).toBe(1);
    });

    it('is handled once, whichever of two processes takes it', async () => {
      const on = stage();
      await on.start();
      await on.start();
      const appends = Array.from({ length: 30 }, () => on.wake());
      await Promise.all(appends.map((wake) => on.send(wake)));
      await on.eventually(() => expect(on.seen.length).toBeGreaterThanOrEqual(30));
      await on.sentinel();
      expect(appends.map((wake) => on.ofWake(wake).length)).toEqual(appends.map(() => 1));
    });
  });

  describe('a delayed wake-up', () => {
    it.each([150, 700])('arrives after its delay of %i ms, never before', async (delayMs) => {
      const on = stage();
      await on.start();
      const wake = on.wake();
      const sentAtMs = Date.now();
      await on.send(wake, delayMs);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(1));
      expect(on.ofWake(wake)[0]!.atMs).toBeGreaterThanOrEqual(sentAtMs + delayMs);
    });

    it('does not hold up others that are due before it', async () => {
      const on = stage();
      await on.start(undefined, { concurrency: 1 });
      const [long, short, none] = [on.wake('long'), on.wake('short'), on.wake('none')];
      await on.send(long, 900);
      await on.send(short, 450);
      await on.send(none);
      await on.eventually(() => expect(on.seen).toHaveLength(3));
      expect(on.seen.map(({ wakeUp }) => wakeUp.key)).toEqual(['none', 'short', 'long']);
    });
  });

  describe("a wake-up whose handler returns 'later'", () => {
    it('is redelivered after that time, with a higher n', async () => {
      const on = stage();
      const answeredAtMs: number[] = [];
      await on.start(() => {
        answeredAtMs.push(Date.now());
        return answeredAtMs.length === 1 ? later(250) : done();
      });
      const wake = on.wake();
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(2));
      const [first, second] = on.ofWake(wake);
      expect(second!.atMs).toBeGreaterThanOrEqual(answeredAtMs[0]! + 250);
      expect(second!.wakeUp.n).toBeGreaterThan(first!.wakeUp.n);
    });

    it('is not parked, however often', async () => {
      const on = stage();
      const wake = on.wake();
      await on.start(() => (on.ofWake(wake).length < 9 ? later(1) : done()));
      await on.send(wake);
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(9));
      await on.sentinel();
      expect(on.ofWake(wake).map(({ deliveries }) => deliveries)).toEqual(Array(9).fill(1));
      expect(await on.harness.parked()).toEqual([]);
    });
  });
}
