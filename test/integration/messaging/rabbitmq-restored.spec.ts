import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Channel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { Publisher, RabbitConnection, WakeUpPublisher, topologyOf } from '#messaging';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { wakeUpOf } from './wake-ups.js';

// Specs delete things on purpose: those messages do not matter.
Logger.overrideLogger(false);

const DEADLINE = { timeout: 20_000, interval: 20 };
const OFTEN_MS = 100;

const { url } = inject('rabbitmq');
const openAs = (pollIntervalMs?: number) => {
  const topology = topologyOf({
    prefix: `test-${randomBytes(6).toString('hex')}`,
    delaysMs: [100],
  });
  const often = pollIntervalMs === undefined ? {} : { pollIntervalMs };
  return RabbitConnection.open({ url, topology, name: 'spec-restored', ...often });
};

let connection: RabbitConnection;
let publisher: Publisher;
let channel: Channel;

async function start(pollIntervalMs?: number): Promise<void> {
  connection = await openAs(pollIntervalMs);
  publisher = new Publisher(connection);
  channel = await connection.openChannel();
}

afterEach(async () => {
  await publisher.close();
  await connection.close();
  await dropTopology(url, connection.topology);
});

const countIn = async (queue: string) => (await channel.checkQueue(queue)).messageCount;

describe('a wake-up whose route was deleted', () => {
  beforeEach(() => start());

  const names = () => connection.topology.names;
  type Deletion = [string, dueInMs: number, () => Promise<unknown>];
  it.each<Deletion>([
    ['its delay queue', 90, () => channel.deleteQueue(names().delayQueue(100))],
    ['the queue of the deployers', 0, () => channel.deleteQueue(names().deployer)],
    [
      'the binding of its delay queue',
      90,
      () =>
        channel.unbindQueue(names().delayQueue(100), names().wakeUps, '', {
          'x-match': 'all',
          'nl-delay': '100ms',
        }),
    ],
    [
      'the binding of the queue of the deployers',
      0,
      () =>
        channel.unbindQueue(names().deployer, names().wakeUps, '', {
          'x-match': 'all',
          'nl-delay': '0s',
        }),
    ],
  ])('arrives all the same, is not parked, and is counted: %s', async (_what, dueInMs, remove) => {
    await remove();
    await new WakeUpPublisher(publisher, connection).send([{ wakeUp: wakeUpOf(), dueInMs }]);
    await vi.waitFor(async () => expect(await countIn(names().deployer)).toBe(1), DEADLINE);
    expect(await countIn(names().parked)).toBe(0);
    expect(connection.repairs).toBe(1);
  });

  it('is published again beside others that went through, each once', async () => {
    const { deployer, delayQueue } = names();
    await channel.deleteQueue(delayQueue(100));
    const wakeUps = [0, 90, 0, 90].map((dueInMs) => ({ wakeUp: wakeUpOf(), dueInMs }));
    await new WakeUpPublisher(publisher, connection).send(wakeUps);
    await vi.waitFor(async () => expect(await countIn(deployer)).toBe(4), DEADLINE);
    const seen: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      const message = await channel.get(deployer, { noAck: true });
      if (message) seen.push((JSON.parse(message.content.toString()) as { n: number }).n);
    }
    const ordered = (ns: number[]) => ns.toSorted((a, b) => a - b);
    expect(ordered(seen)).toEqual(ordered(wakeUps.map(({ wakeUp }) => wakeUp.n)));
  });
});

describe('what is deleted while nothing is published', () => {
  beforeEach(() => start(OFTEN_MS));

  it('is declared again at the next check, and counted', async () => {
    const { delayQueue, events, parked } = connection.topology.names;
    const remove = async () => {
      await channel.deleteQueue(delayQueue(100));
      await channel.deleteExchange(events);
      await channel.deleteQueue(parked);
    };
    // While the connection still compares arguments, that redeclares what is deleted, and counts nothing.
    await vi.waitFor(async () => {
      const before = connection.repairs;
      await remove();
      const counted = () => expect(connection.repairs).toBe(before + 3);
      await vi.waitFor(counted, { ...DEADLINE, timeout: 5_000 });
    }, DEADLINE);
    await channel.checkQueue(delayQueue(100));
    await channel.checkExchange(events);
    await channel.checkQueue(parked);
  });

  it('is bound again: what is dead-lettered arrives', async () => {
    const { deployer, commands } = connection.topology.names;
    await channel.unbindQueue(deployer, commands, 'step.due');
    await vi.waitFor(async () => {
      channel.publish(commands, 'step.due', Buffer.from('{}'));
      expect(await countIn(deployer)).toBeGreaterThan(0);
    }, DEADLINE);
  });
});
