import { claimTransport, switchTransport } from '#event-store';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS, idsOf, useBrokerWakeUps } from './broker-wake-ups.testing.js';

const on = useBrokerWakeUps();
const { inMs, record, recordBrand, dueIn, hold, sweep, later } = on;

describe('a held brand', () => {
  it('is swept when it is released, and others all the time', async () => {
    const ids = await Promise.all([dueIn(0), dueIn(0), dueIn(0)]);
    const other = await dueIn(0, 'WEEKLY');
    await on.wakeUps.enter(ids);
    await hold('DAILY', MINUTE_MS);
    expect(idsOf(await sweep())).toEqual([other]);
    await recordBrand('DAILY', { type: 'BrandReleased', data: {} });
    await on.world.timers.wakeAgain('DAILY');
    expect(idsOf(await sweep()).toSorted()).toEqual(ids.toSorted());
  });

  it('wakes nothing early when it is released', async () => {
    await on.wakeUps.enter([await dueIn(MINUTE_MS)]);
    await on.world.timers.wakeAgain('DAILY');
    expect(await sweep()).toEqual([]);
  });

  it('is probed by only one, when it is due', async () => {
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
    await on.wakeUps.takeBack(await sweep());
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
  it('leaves nothing waiting in the other one alone', async () => {
    await claimTransport(on.world.dataSource, 'rabbitmq');
    const id = await dueIn(0);
    await on.wakeUps.enter([id]);
    expect(await on.world.timers.take(10, MINUTE_MS)).toEqual([]);
    await switchTransport(on.world.dataSource, 'embedded');
    expect(await on.world.timers.take(10, MINUTE_MS)).toMatchObject([{ deploymentId: id, n: 2 }]);
  });
});
