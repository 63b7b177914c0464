import { describe, expect, it } from 'vitest';
import { from, of } from 'rxjs';
import { type WakeUpOutcome, done, later } from '../wake-up.js';
import type { Stage } from './stage.testing.js';

export function describeNest(stage: () => Stage): void {
  describe('a Nest controller', () => {
    it('keeps its guards, interceptors and pipes', async () => {
      const on = stage();
      const app = await on.start();
      await on.sentinel();
      expect(app.trace).toEqual(['guard', 'interceptor', 'pipe']);
    });

    it.each<[string, () => unknown]>([
      ['a promise', () => Promise.resolve(done())],
      ['an Observable', () => of(done())],
      ['an Observable of several values, the last counts', () => from([later(0), done()])],
    ])('may return %s', async (_what, handler) => {
      const on = stage();
      const outcomes: WakeUpOutcome[] = [];
      const app = await on.start(handler);
      app.strategy.on('handled', (_wakeUp, outcome) => outcomes.push(outcome));
      await on.send(on.wake());
      await on.eventually(() => expect(outcomes).not.toEqual([]));
      expect(outcomes).toEqual([done()]);
    });
  });
}
