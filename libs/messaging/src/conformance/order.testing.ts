import { describe, expect, it } from 'vitest';
import { done } from '../wake-up.js';
import type { Seen, Stage } from './stage.testing.js';

const keysOf = (seen: Seen[]) => seen.map(({ wakeUp }) => wakeUp.key);

export function describeOrder(stage: () => Stage): void {
  describe('several wake-ups of one deployment', () => {
    it('are handled one at a time, in order, up to the newest', async () => {
      const on = stage();
      const deployment = on.deployment();
      const gate = on.gate();
      let inHand = 0;
      let most = 0;
      await on.start(async ({ deploymentId }) => {
        if (deploymentId !== deployment) return done();
        most = Math.max(most, (inHand += 1));
        await gate.opened;
        inHand -= 1;
        return done();
      });
      await on.send(on.wake('due:1', deployment));
      await on.eventually(() => expect(inHand).toBe(1));
      for (const key of ['due:2', 'due:3', 'due:4']) {
        await on.send(on.wake(key, deployment));
        await on.sentinel();
      }
      gate.open();
      await on.eventually(() => expect(keysOf(on.of(deployment))).toContain('due:4'));
      await on.sentinel();
      const ns = on.of(deployment).map(({ wakeUp }) => wakeUp.n);
      expect(ns).toEqual(ns.toSorted((a, b) => a - b));
      expect(keysOf(on.of(deployment)).at(-1)).toBe('due:4');
      expect(most).toBe(1);
    });
  });

  describe('a superseded wake-up', () => {
    it('never arrives after the one that superseded it', async () => {
      const on = stage();
      await on.start();
      const deployment = on.deployment();
      await on.send(on.wake('due:1', deployment), 500);
      await on.send(on.wake('due:2', deployment), 100);
      await on.eventually(() => expect(on.of(deployment)).not.toEqual([]));
      await on.sentinel(800);
      expect(keysOf(on.of(deployment))).toEqual(['due:2']);
    });

    it('does not remove the newer one when it is finished', async () => {
      const on = stage();
      const gate = on.gate();
      const deployment = on.deployment();
      await on.start(async ({ key }) => {
        if (key === 'due:1') await gate.opened;
        return done();
      });
      await on.send(on.wake('due:1', deployment));
      await on.eventually(() => expect(keysOf(on.seen)).toEqual(['due:1']));
      await on.send(on.wake('due:2', deployment), 300);
      gate.open();
      await on.eventually(() => expect(keysOf(on.of(deployment))).toEqual(['due:1', 'due:2']));
    });
  });

  describe('a withdrawn wake-up', () => {
    it('is handled once at most, is not parked, and the next one arrives', async () => {
      const on = stage();
      await on.start();
      const [withdrawn, next] = [on.wake('due:1'), on.wake('due:2')];
      await on.send(withdrawn, 200);
      await on.harness.withdraw(withdrawn);
      await on.sentinel(500);
      await on.send({ ...next, deploymentId: withdrawn.deploymentId });
      await on.eventually(() => expect(keysOf(on.seen)).toContain('due:2'));
      expect(on.ofWake(withdrawn).length).toBeLessThanOrEqual(1);
      expect(await on.harness.parked()).toEqual([]);
    });
  });

  describe('wake-ups of many deployments', () => {
    it('are handled at the same time, up to the concurrency', async () => {
      const on = stage();
      const gate = on.gate();
      let inHand = 0;
      let most = 0;
      const handler = async () => {
        most = Math.max(most, (inHand += 1));
        await gate.opened;
        inHand -= 1;
        return done();
      };
      await on.start(handler, { concurrency: 4 });
      const appends = Array.from({ length: 20 }, () => on.wake());
      await Promise.all(appends.map((wake) => on.send(wake)));
      await on.eventually(() => expect(inHand).toBe(4));
      gate.open();
      await on.eventually(() => expect(on.seen).toHaveLength(20));
      expect(most).toBe(4);
    });
  });
}
