import type { Channel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ParkedRecords } from '#event-store';
import { BrokerParkedItems } from '../../../apps/gateway/src/operations/parked/broker-parked-items.js';
import { type World, openWorld } from '../../integration/event-store/newsletter.testing.js';
import { parkOne } from '../../integration/messaging/parked.testing.js';
import { RabbitRig } from '../../integration/messaging/rabbit-rig.js';

let world: World;
let rig: RabbitRig;
let channel: Channel;
let items: BrokerParkedItems;
let id: string;

beforeEach(async () => {
  [world, rig] = await Promise.all([openWorld(), RabbitRig.open()]);
  const { connection, parked: queue } = rig;
  const { timers } = world;
  const records = new ParkedRecords(world.dataSource);
  items = new BrokerParkedItems({ records, queue, timers, connection });
  const { wakeUp: _wakeUp, ...copy } = (await parkOne(rig)).parked;
  id = copy.messageId;
  await records.record(copy);
  channel = await connection.openChannel();
});

afterEach(async () => {
  await rig?.close();
  await world?.close();
});

describe('a parked message that another client has open', () => {
  it.each([
    ['redriven', () => items.redrive(id)],
    ['discarded', () => items.discard(id)],
  ])('counts as %s only once it is', async (ended, act) => {
    await channel.get(rig.topology.names.parked);
    await expect(act()).rejects.toThrow(/Nothing was done. Try again/);
    expect(await items.find(id)).toMatchObject({ ended: null });
    await channel.close();
    expect(await act()).toMatchObject({ ended });
  });
});

it('a parked message that RabbitMQ no longer has is closed in the store', async () => {
  await channel.purgeQueue(rig.topology.names.parked);
  expect(await items.redrive(id)).toMatchObject({ ended: 'redriven' });
});
