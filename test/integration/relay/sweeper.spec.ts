import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brandProjection } from '#deployment';
import type { BrandEvent } from '#events';
import type { WakeUp } from '#messaging';
import { moveClock } from '../../setup/database.js';
import { METADATA } from '../event-store/newsletter.testing.js';
import { RelayStage } from './relay-stage.js';

const HOUR_MS = 3_600_000;
const OFTEN = { sweepMs: 100, overdueMs: 500 };

let stage: RelayStage;

beforeEach(async () => {
  stage = await RelayStage.open();
});

afterEach(() => stage?.close());

const later = (ms: number) => moveClock(stage.world.database.url, ms);
const deploymentsOf = (seen: readonly WakeUp[]) =>
  [...new Set(seen.map((wakeUp) => wakeUp.deploymentId))].toSorted();

describe('a hundred due steps', () => {
  it('all arrive, though every queue was purged', async () => {
    await stage.relay(OFTEN);
    const ids: string[] = [];
    for (let n = 0; n < 100; n += 1) {
      ids.push(await stage.newsletter([await stage.dueIn((n % 3) * 300)]));
    }
    await stage.untilRelayed();
    const { queues } = stage.rabbit.topology;
    for (const { name } of queues) await stage.channel.purgeQueue(name);
    const seen = await stage.wakeUps();
    await stage.until(() => expect(deploymentsOf(seen)).toEqual(ids.toSorted()));
  });
});

describe('what is due later than the longest delay of the broker', () => {
  it('stays in the store until it is near', async () => {
    const seen = await stage.wakeUps();
    await stage.relay(OFTEN);
    const far = await stage.newsletter([await stage.dueIn(HOUR_MS)]);
    const now = await stage.newsletter([await stage.dueIn(0)]);
    await stage.until(() => expect(deploymentsOf(seen)).toContain(now));
    expect(deploymentsOf(seen)).not.toContain(far);
    await later(HOUR_MS);
    await stage.until(() => expect(deploymentsOf(seen)).toContain(far));
  });
});

describe('of several processes', () => {
  it('one sweeps, and the next one when that is stopped', async () => {
    const first = await stage.relay(OFTEN);
    await stage.relay(OFTEN);
    const seen = await stage.wakeUps();
    const id = await stage.newsletter([await stage.dueIn(0)]);
    await stage.stop(first);
    await later(HOUR_MS);
    const far = await stage.newsletter([await stage.dueIn(HOUR_MS)]);
    await later(2 * HOUR_MS);
    await stage.until(() => expect(deploymentsOf(seen)).toEqual([id, far].toSorted()));
  });
});

describe('a held brand', () => {
  const recordBrand = (fact: BrandEvent) =>
    stage.world.store.change(brandProjection, 'DAILY', () => [fact], { metadata: METADATA });

  it('that is released wakes what waited for it at once', async () => {
    const seen = await stage.wakeUps();
    await stage.relay({ sweepMs: HOUR_MS, overdueMs: HOUR_MS });
    const sent = await stage.newsletter([await stage.dueIn(0)]);
    await stage.until(() => expect(deploymentsOf(seen)).toEqual([sent]));
    const probeAt = new Date(Date.now() + HOUR_MS).toISOString();
    await recordBrand({ type: 'BrandHeld', data: { reason: 'refused', words: 'No.', probeAt } });
    const saved = await stage.newsletter([await stage.dueIn(0)]);
    const other = await stage.newsletter([await stage.dueIn(0)], 'WEEKLY');
    await stage.until(() => expect(deploymentsOf(seen)).toEqual([sent, other].toSorted()));
    const before = seen.length;
    await recordBrand({ type: 'BrandReleased', data: {} });
    await stage.until(() => {
      expect(deploymentsOf(seen.slice(before))).toEqual(expect.arrayContaining([sent, saved]));
    });
  });
});
