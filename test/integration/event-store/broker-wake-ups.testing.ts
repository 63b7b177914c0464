import { randomUUID } from 'node:crypto';
import { brandProjection } from '#deployment';
import type { BrandEvent, DeploymentEvent } from '#events';
import { type BrokerWakeUp, BrokerWakeUps } from '#event-store';
import { afterEach, beforeEach } from 'vitest';
import { moveClock } from '../../setup/database.js';
import { METADATA, type World, due, newsletters, openWorld } from './newsletter.testing.js';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;

export const idsOf = (sent: BrokerWakeUp[]) => sent.map(({ timer }) => timer.deploymentId);

/** A store for each spec of the calling file, and events of newsletters and brands there. */
export function useBrokerWakeUps() {
  let world: World;
  let wakeUps: BrokerWakeUps;

  beforeEach(async () => {
    world = await openWorld();
    wakeUps = new BrokerWakeUps(world.dataSource);
  });
  afterEach(() => world?.close());

  const inMs = async (ms: number) => {
    return new Date(Date.parse(await world.store.now()) + ms).toISOString();
  };

  async function record(facts: DeploymentEvent[], id: string = randomUUID(), brand = 'DAILY') {
    await world.store.change(newsletters(brand), id, () => facts, { metadata: METADATA });
    return id;
  }

  const recordBrand = (brand: string, fact: BrandEvent) =>
    world.store.change(brandProjection, brand, () => [fact], { metadata: METADATA });

  return {
    get world() {
      return world;
    },
    get wakeUps() {
      return wakeUps;
    },
    inMs,
    record,
    recordBrand,
    dueIn: async (ms: number, brand = 'DAILY') =>
      record([due(1, await inMs(ms))], randomUUID(), brand),
    hold: async (brand: string, probeInMs: number) => {
      const probeAt = await inMs(probeInMs);
      await recordBrand(brand, {
        type: 'BrandHeld',
        data: { reason: 'refused', words: 'No.', probeAt },
      });
    },
    sweep: () => wakeUps.sweep(100),
    /** The clock of the store, this many milliseconds ahead of its own. */
    later: (ms: number) => moveClock(world.database.url, ms),
  };
}
