import { randomUUID } from 'node:crypto';
import { brandProjection } from '#deployment';
import type { BrandEvent, DeploymentEvent } from '#events';
import { type BrokerWakeUp, BrokerWakeUps, claimTransport, switchTransport } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '../../setup/database.js';
import { METADATA, type World, due, newsletters, openWorld } from './newsletter.testing.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

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

const dueIn = async (ms: number, brand = 'DAILY') =>
  record([due(1, await inMs(ms))], randomUUID(), brand);

const tell = (brand: string, fact: BrandEvent) =>
  world.store.change(brandProjection, brand, () => [fact], { metadata: METADATA });

async function hold(brand: string, probeInMs: number) {
  const probeAt = await inMs(probeInMs);
  await tell(brand, { type: 'BrandHeld', data: { reason: 'refused', words: 'No.', probeAt } });
}

const idsOf = (sent: BrokerWakeUp[]) => sent.map(({ timer }) => timer.deploymentId);
const sweep = () => wakeUps.sweep(100);
/** The clock of the store, so many milliseconds ahead of its own. */
const later = (ms: number) => moveClock(world.database.url, ms);

describe('a held brand', () => {
  it('is swept when it is released, and others all the time', async () => {
    const ids = await Promise.all([dueIn(0), dueIn(0), dueIn(0)]);
    const other = await dueIn(0, 'WEEKLY');
    await wakeUps.enter(ids);
    await hold('DAILY', MINUTE_MS);
    expect(idsOf(await sweep())).toEqual([other]);
    await tell('DAILY', { type: 'BrandReleased', data: {} });
    await world.timers.ringAgain('DAILY');
    expect(idsOf(await sweep()).toSorted()).toEqual(ids.toSorted());
  });

  it('rings nothing early when it is released', async () => {
    await wakeUps.enter([await dueIn(MINUTE_MS)]);
    await world.timers.ringAgain('DAILY');
    expect(await sweep()).toEqual([]);
  });

  it('is probed by one alone, when it is due', async () => {
    await Promise.all([dueIn(0), dueIn(0), dueIn(0)]);
    await hold('DAILY', MINUTE_MS);
    expect(await sweep()).toEqual([]);
    await later(2 * MINUTE_MS);
    const probes = (await Promise.all([sweep(), sweep()])).flat();
    expect(probes).toMatchObject([{ timer: { probe: true, brand: 'DAILY' }, dueInMs: 0 }]);
    expect(await sweep()).toEqual([]);
  });

  it('is probed again at once when the probe could not be handed over', async () => {
    await dueIn(-SECOND_MS);
    await hold('DAILY', -1);
    await wakeUps.takeBack(await sweep());
    expect(await sweep()).toMatchObject([{ timer: { probe: true } }]);
  });

  it('does not keep a send time from passing', async () => {
    await hold('DAILY', MINUTE_MS);
    const missed = { type: 'DeploymentMissed' as const, data: { sendAt: await inMs(-10) } };
    const id = await record([missed]);
    expect(await sweep()).toMatchObject([{ timer: { deploymentId: id, probe: false } }]);
  });
});

describe('a switch of the transport', () => {
  it('leaves nothing waiting that only the other one has', async () => {
    await claimTransport(world.dataSource, 'rabbitmq');
    const id = await dueIn(0);
    await wakeUps.enter([id]);
    expect(await world.timers.take(10, MINUTE_MS)).toEqual([]);
    await switchTransport(world.dataSource, 'embedded');
    expect(await world.timers.take(10, MINUTE_MS)).toMatchObject([{ deploymentId: id, n: 2 }]);
  });
});
