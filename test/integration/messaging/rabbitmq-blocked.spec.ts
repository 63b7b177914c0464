import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  NotConfirmed,
  ParkedRecorder,
  Publisher,
  RabbitConnection,
  WakeUpPublisher,
  brokerHealth,
  topologyOf,
} from '#messaging';
import type { Broker } from '../../setup/broker/broker.js';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { wakeUpOf } from './wake-ups.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 60_000, interval: 50 };
const LIMIT_MS = 500;
const topology = topologyOf({ prefix: 'blocked', delaysMs: [100] });

let broker: Broker;
let connection: RabbitConnection;
let publisher: Publisher;

beforeAll(async () => {
  broker = await startBroker();
}, 240_000);

afterAll(() => broker?.close(), 60_000);

beforeEach(async () => {
  connection = await RabbitConnection.open({ url: broker.url, topology, name: 'spec-blocked' });
  publisher = new Publisher(connection, LIMIT_MS);
});

afterEach(async () => {
  await publisher.close();
  await connection.close();
  await dropTopology(broker.url, topology);
});

const send = () =>
  new WakeUpPublisher(publisher, connection).send([{ wakeUp: wakeUpOf(), dueInMs: 0 }]);
const memory = (...of: string[]) => broker.control('set_vm_memory_high_watermark', ...of);
const disk = (limit: string) => broker.control('set_disk_free_limit', limit);

/** It reports the alarm at the next publish. Returns the waiting publishes. */
async function sendUntilBlocked(reason: string): Promise<Promise<unknown>[]> {
  const waiting: Promise<unknown>[] = [];
  await vi.waitFor(() => {
    waiting.push(send());
    expect(connection.blocked).toBe(reason);
  }, DEADLINE);
  return waiting;
}

describe('RabbitMQ that blocks publishers', { timeout: 120_000 }, () => {
  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['low on memory', () => memory('absolute', '1MB'), () => memory('0.6')],
    ['low on disk', () => disk('900000GB'), () => disk('50MB')],
  ])('(%s) makes publishing wait, says why, and fails nothing', async (reason, raise, end) => {
    await send();
    await raise();
    const waiting = await sendUntilBlocked(reason);
    expect(brokerHealth(connection).broker).toBe(`blocked: ${reason}`);
    let isOver = false;
    const all = Promise.all([...waiting, send()]).finally(() => (isOver = true));
    const sinceMs = performance.now();
    const isLate = () => performance.now() - sinceMs > 4 * LIMIT_MS;
    await vi.waitFor(() => expect(isLate()).toBe(true), DEADLINE);
    expect([isOver, connection.connected, connection.fault]).toEqual([false, true, undefined]);

    await end();
    await all;
    expect([connection.blocked, connection.connected]).toEqual([undefined, true]);
    expect(brokerHealth(connection).broker).toBe('ok');
    const channel = await connection.openChannel();
    const { messageCount } = await channel.checkQueue(topology.names.deployer);
    expect(messageCount).toBe(waiting.length + 2);
  });
});

describe('closing while RabbitMQ blocks publishers', { timeout: 120_000 }, () => {
  let recorder: ParkedRecorder;
  let waiting: Promise<unknown>[];

  beforeEach(async () => {
    recorder = new ParkedRecorder(connection, async () => undefined);
    recorder.start();
    const { parkedRecord } = topology.names;
    const channel = await connection.openChannel();
    await vi.waitFor(async () => {
      expect((await channel.checkQueue(parkedRecord)).consumerCount).toBe(1);
    }, DEADLINE);
    await send();
    await memory('absolute', '1MB');
    waiting = await sendUntilBlocked('low on memory');
  });

  afterEach(() => memory('0.6'));

  it('does not wait for the confirm of what it publishes', async () => {
    const ends = Promise.allSettled([...waiting, send()]);
    publisher.stopWaiting();
    const all = [...(await ends), ...(await Promise.allSettled([send()]))];
    const unconfirmed = { status: 'rejected', reason: expect.any(NotConfirmed) as unknown };
    expect(all).toEqual(all.map(() => unconfirmed));
  });

  it('does not wait for the end of what it consumes', async () => {
    const ends = Promise.allSettled(waiting);
    await recorder.close();
    await publisher.close();
    expect(connection.blocked).toBe('low on memory');
    await ends;
  });
});
