import { describe, expect, it } from 'vitest';
import { done } from '../wake-up.js';
import type { Stage } from './stage.testing.js';

export function describeShutdown(stage: () => Stage): void {
  describe('a process that is asked to end', () => {
    it('takes nothing new and finishes what is in progress', async () => {
      const on = stage();
      const gate = on.gate();
      const inHand = on.wake('in hand');
      const app = await on.start(() => gate.opened.then(() => done()));
      await on.send(inHand);
      await on.eventually(() => expect(on.seen).toHaveLength(1));
      let isClosed = false;
      const closing = app.close().then(() => (isClosed = true));
      await on.eventually(() => expect(app.strategy.attached).toBe(false));

      const waiting = Array.from({ length: 10 }, () => on.wake('waiting'));
      await Promise.all(waiting.map((wake) => on.send(wake)));
      await on.start();
      await on.eventually(() => expect(on.seen).toHaveLength(11));
      expect(on.seen.slice(1).map(({ process }) => process)).toEqual(Array(10).fill(2));
      expect(isClosed).toBe(false);

      gate.open();
      await closing;
      await on.sentinel();
      expect(on.ofWake(inHand)).toHaveLength(1);
    });

    it('leaves what is due later to the next one', async () => {
      const on = stage();
      const wake = on.wake();
      const app = await on.start();
      await on.send(wake, 200);
      await app.close();
      await on.start();
      await on.eventually(() => expect(on.ofWake(wake)).toHaveLength(1));
    });

    it('waits no longer than its limit; the wake-up is redelivered', async () => {
      const on = stage();
      const gate = on.gate();
      const wake = on.wake();
      const app = await on.start(() => gate.opened, { drainLimitMs: 50, visibilityMs: 400 });
      await on.send(wake);
      await on.eventually(() => expect(on.seen).not.toEqual([]));
      await app.close();
      await on.start();
      await on.eventually(() => expect(on.ofWake(wake).at(-1)?.process).toBe(2));
    });
  });

  describe('readiness', () => {
    it('says attached while wake-ups are taken, and not any more from the start of a shutdown', async () => {
      const on = stage();
      const statuses: string[] = [];
      const app = await on.start();
      app.strategy.status.subscribe((status) => statuses.push(status));
      await on.eventually(() => expect(app.strategy.attached).toBe(true));
      const closing = app.close();
      await on.eventually(() => expect(app.strategy.attached).toBe(false));
      await closing;
      expect(app.strategy.attached).toBe(false);
      expect(statuses.slice(-2)).toEqual(['attached', 'detached']);
    });
  });
}
