import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { brandProjection } from '#deployment';
import type { BrandEvent, CloudEvent } from '#events';
import { Management } from '../../setup/management.js';
import { METADATA } from '../event-store/newsletter.testing.js';
import { wakeUpOf } from '../messaging/wake-ups.js';
import { RelayStage, resumed } from './relay-stage.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Swept wake-ups are put back: nothing is overdue. */
const SWEEPING = { sweepMs: 100, overdueMs: HOUR_MS };

let stage: RelayStage;
let management: Management;
let policy: string;
let seen: CloudEvent[];

beforeEach(async () => {
  // A delay of a minute does not end before the spec does, also on a slow machine.
  stage = await RelayStage.open({ delaysMs: [100, 2 * MINUTE_MS] });
  seen = await stage.subscribe();
  const { deployer } = stage.rabbit.topology.names;
  management = new Management(inject('rabbitmq').managementUrl ?? '');
  policy = `/api/policies/%2F/${deployer}`;
  const pattern = `^${deployer.replaceAll('.', '\\.')}$`;
  await management.put(policy, { pattern, definition: { 'max-length': 1 }, 'apply-to': 'queues' });
  await stage.until(() =>
    expect(stage.rabbit.send(wakeUpOf())).rejects.toThrow(/Rejected by .*wake-ups/),
  );
});

afterEach(async () => {
  await management?.delete(policy);
  await stage?.close();
});

const idsOf = (events: readonly CloudEvent[]) => events.map(({ id }) => id);
const allAnnounced = () => stage.until(async () => expect(idsOf(seen)).toEqual(await stage.feed()));

async function timesSent(id: string): Promise<unknown> {
  const [row] = await stage.world.sql('SELECT n FROM tick WHERE deployment_id = $1', [id]);
  return row?.['n'];
}

const recordBrand = (fact: BrandEvent) =>
  stage.world.store.change(brandProjection, 'WEEKLY', () => [fact], { metadata: METADATA });

describe('while the queue of wake-ups is full', () => {
  it('each event is announced once, and the wake-ups arrive once the queue has room', async () => {
    const inAMinute = async () => stage.newsletter([await stage.dueIn(MINUTE_MS)]);
    const { relay, sweeper } = await stage.relay(SWEEPING);
    // A relay that finds events when it begins sends their wake-ups, also those that the sweeper has sent.
    await stage.until(() => expect(relay.isHolder).toBe(true));
    const before = await inAMinute();
    const now = await stage.newsletter([await stage.dueIn(0)]);
    const after = await inAMinute();
    await allAnnounced();
    await stage.append([resumed], now);
    await allAnnounced();
    await stage.until(() => expect(sweeper.fault).toMatch(/Rejected by .*wake-ups/));
    await stage.append([resumed], now);
    await allAnnounced();
    await stage.untilRelayed();
    // What other queues accepted is not sent again.
    expect([await timesSent(before), await timesSent(after)]).toEqual([1, 1]);
    const wakeUps = await stage.wakeUps();
    await stage.until(() => expect(wakeUps.map((one) => one.deploymentId)).toContain(now));
    expect(idsOf(seen)).toEqual(await stage.feed());
  });

  it('a released brand delays no announcement', async () => {
    const probeAt = new Date(Date.now() + HOUR_MS).toISOString();
    await recordBrand({ type: 'BrandHeld', data: { reason: 'refused', words: 'No.', probeAt } });
    const held = await stage.newsletter([await stage.dueIn(0)], 'WEEKLY');
    const { relay } = await stage.relay({ sweepMs: HOUR_MS });
    await stage.untilRelayed();
    await recordBrand({ type: 'BrandReleased', data: {} });
    await stage.append([resumed], held, 'WEEKLY');
    await stage.untilRelayed();
    await stage.until(() => expect(seen).toHaveLength(2));
    expect(relay.fault).toBeUndefined();
  });
});
