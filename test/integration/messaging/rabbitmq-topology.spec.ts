import type { Channel, Options } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  RabbitConnection,
  TopologyConflict,
  declareTopology,
  examineBroker,
  scaledDelays,
  topologyOf,
} from '#messaging';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 20_000, interval: 20 };

let rig: RabbitRig;
let channel: Channel;

beforeEach(async () => {
  rig = await RabbitRig.open();
  channel = await rig.connection.openChannel();
});

afterEach(() => rig.close());

/** Another program declares it differently. The rig, which has just connected, may redeclare it meanwhile. */
async function replaced(name: string, options: Options.AssertQueue): Promise<void> {
  await vi.waitFor(async () => {
    const own = await rig.connection.openChannel();
    await own.deleteQueue(name);
    await own.assertQueue(name, options);
    await own.close();
  }, DEADLINE);
}

describe('a topology that is declared', () => {
  it('twice, and by two processes at once, is the same', async () => {
    const others = await Promise.all([rig.connection.openChannel(), rig.connection.openChannel()]);
    await Promise.all(others.map((other) => declareTopology(other, rig.topology)));
    await declareTopology(channel, rig.topology);
    for (const { name } of rig.topology.queues) {
      expect((await channel.checkQueue(name)).messageCount).toBe(0);
    }
  });

  it('after another list of delays conflicts with nothing, and what waits there still arrives', async () => {
    const prefix = rig.topology.names.commands.replace('.commands', '');
    const older = topologyOf({ prefix, delaysMs: [400, 700] });
    const before = await RabbitConnection.open({ url: rig.url, topology: older, name: 'older' });
    const old = await RabbitRig.open({ prefix, delaysMs: older.delaysMs });
    const waiting = [wakeUpOf({ key: 'a' }), wakeUpOf({ key: 'b' })];
    await old.send(waiting[0]!, 400);
    await old.send(waiting[1]!, 700);

    await declareTopology(channel, rig.topology);
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(rig.topology.names.deployer)).messageCount).toBe(2);
    }, DEADLINE);
    for (const ms of older.delaysMs) {
      expect((await channel.checkQueue(older.names.delayQueue(ms))).messageCount).toBe(0);
    }
    await before.close();
    await old.connection.close();
    await dropTopology(rig.url, older);
  });

  it('with a queue of that name with other arguments says which, and the cure', async () => {
    const { deployer } = rig.topology.names;
    await replaced(deployer, { durable: true });
    const other = await rig.connection.openChannel();
    const conflict = declareTopology(other, rig.topology);
    await expect(conflict).rejects.toThrow(TopologyConflict);
    await expect(conflict).rejects.toThrow(
      /test-.*\.deployer' exists .* delete it, .*RABBITMQ_PREFIX/,
    );
  });

  it('by an earlier release, which placed all leaders alike, keeps working, and is as good', async () => {
    const { deployer, parked } = rig.topology.names;
    for (const { name, arguments: args } of rig.topology.queues) {
      if (![deployer, parked].includes(name)) continue;
      const { 'x-queue-leader-locator': _locator, ...former } = args;
      await replaced(name, { durable: true, arguments: former });
    }
    const { url, topology } = rig;
    const connection = await RabbitConnection.open({ url, topology, name: 'spec' });
    await vi.waitFor(() => expect(connection.connected).toBe(true), DEADLINE);
    expect((await examineBroker({ url, topology })).broker?.faults).toEqual([]);
    await connection.close();
  });

  it('by another program differently keeps working, and is reported', async () => {
    const { deployer } = rig.topology.names;
    await replaced(deployer, { durable: true });
    const { url, topology } = rig;
    const connection = await RabbitConnection.open({ url, topology, name: 'spec' });
    await vi.waitFor(() => expect(connection.connected).toBe(true), DEADLINE);
    await rig.send(wakeUpOf());
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(deployer)).messageCount).toBe(1);
    }, DEADLINE);
    const { broker } = await examineBroker({ url, topology });
    expect(broker?.faults).toEqual([`queue ${deployer} exists with different arguments`]);
    await connection.close();
  });

  it('has every queue durable, quorum, and refusing what does not fit', () => {
    for (const { arguments: args } of rig.topology.queues) {
      expect(args).toMatchObject({
        'x-queue-type': 'quorum',
        'x-overflow': 'reject-publish',
        'x-queue-leader-locator': 'balanced',
      });
    }
  });

  it('gives every queue a limit of deliveries that is positive, or a time to live', () => {
    for (const { arguments: args } of rig.topology.queues) {
      const limit = Number(args['x-delivery-limit'] ?? args['x-message-ttl']);
      expect(limit).toBeGreaterThan(0);
    }
  });
});

describe('a delayed message', () => {
  it('keeps its routing key and its own headers on the way to the deployer', async () => {
    const { deployer, wakeUps } = rig.topology.names;
    await rig.send(wakeUpOf({ step: 'schedule', attempt: 2, postId: 42 }), 90);
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(deployer)).messageCount).toBe(1);
    }, DEADLINE);
    const message = await channel.get(deployer);
    if (!message) throw new Error('Nothing arrived');
    expect(message.fields.routingKey).toBe('step.due');
    expect(message.properties.headers).toMatchObject({
      'nl-site': 'magazine',
      'nl-post': 42,
      'nl-step': 'schedule',
      'nl-attempt': 2,
      'nl-delay': '100ms',
      'x-first-death-exchange': wakeUps,
      'x-first-death-reason': 'expired',
    });
  });

  it('without a bound queue when its delay is over is parked, however many they are', async () => {
    const { wakeUps, parked, deployer } = rig.topology.names;
    // Without the alternate exchange, 32 of these block the delay queue for all others.
    for (let i = 0; i < 40; i += 1) {
      channel.publish(wakeUps, 'no.such', Buffer.from('{}'), { headers: { 'nl-delay': '100ms' } });
    }
    await rig.send(wakeUpOf(), 100);
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(parked)).messageCount).toBe(40);
      expect((await channel.checkQueue(deployer)).messageCount).toBe(1);
    }, DEADLINE);
  });
});

describe('the real list of delays', () => {
  it('can be declared as it is', async () => {
    const whole = await RabbitRig.open({ delaysMs: scaledDelays(1) });
    const other = await whole.connection.openChannel();
    expect((await other.checkQueue(whole.topology.names.delayQueue(300_000))).messageCount).toBe(0);
    await whole.close();
  });
});
