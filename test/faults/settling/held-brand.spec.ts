import { describe, expect, it } from 'vitest';
import { brandProjection, plus } from '#deployment';
import { type Timer, Timers } from '#event-store';
import type { WakeUp } from '#messaging';
import {
  HOUR_MS,
  LONG_MS,
  first,
  news,
  recorded,
  room,
  useTwoDeployers,
} from './two-deployers.testing.js';

useTwoDeployers();

const METADATA = { actor: { kind: 'service' as const } };
const STEP_MS = 10_000;
const POLLS = 30;
const VISIBILITY_MS = 60_000;

async function hold(): Promise<void> {
  const probeAt = plus(await room.store.now(), 1_000 * HOUR_MS);
  const held = { reason: 'refused' as const, words: 'No.', probeAt };
  const facts = () => [{ type: 'BrandHeld' as const, data: held }];
  await room.store.change(brandProjection, 'DEMO', facts, { metadata: METADATA });
}

function wakeUpOf({ wakeKey, wakeAt, ...timer }: Timer): WakeUp {
  return { ...timer, key: wakeKey, dueAt: wakeAt };
}

/** Five minutes of a deployer; how many wake-ups it got. */
async function wakeUpsMeanwhile(): Promise<number> {
  const timers = new Timers(room.store.dataSource);
  let taken = 0;
  for (let poll = 0; poll < POLLS; poll += 1) {
    for (const timer of await timers.take(10, VISIBILITY_MS)) {
      taken += 1;
      const outcome = await first.handle(wakeUpOf(timer));
      if (outcome.kind === 'later') {
        await timers.postpone(timer.deploymentId, timer.wakeKey, outcome.delayMs);
      }
    }
    await room.pass(STEP_MS);
  }
  return taken;
}

describe('a newsletter of a held brand whose send time passes', () => {
  it(
    'becomes missed, at the first wake-up',
    async () => {
      await news.scheduled('text');
      await hold();
      await room.pass(22 * 24 * HOUR_MS);
      expect(await wakeUpsMeanwhile()).toBeLessThanOrEqual(2);
      expect(await recorded('DeploymentMissed')).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'and was not to be sent on its own has one wake-up, not one a second',
    async () => {
      await news.scheduled('text', { onPublish: 'test' });
      await hold();
      await room.pass(22 * 24 * HOUR_MS);
      expect(await wakeUpsMeanwhile()).toBe(1);
      expect(await recorded('DeploymentMissed')).toEqual([]);
    },
    LONG_MS,
  );
});
