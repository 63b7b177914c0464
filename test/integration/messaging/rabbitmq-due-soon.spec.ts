import type { Message } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type WakeUp, done } from '#messaging';
import { useStrategy } from './use-strategy.testing.js';
import { wakeUpOf } from './wake-ups.js';

const on = useStrategy();

describe('a wake-up that is due within milliseconds', () => {
  it('waits in the deployer: no delay queue is so short', async () => {
    const arrivedAtMs: number[] = [];
    await on.start(() => {
      arrivedAtMs.push(performance.now());
      return done();
    });
    const dueAtMs = performance.now() + 60;
    await on.rig.send(wakeUpOf(), 60);
    await on.until(() => expect(arrivedAtMs).toHaveLength(1));
    expect(arrivedAtMs[0]).toBeGreaterThanOrEqual(dueAtMs - 1);
    await on.expectSettled();
  });

  it('and one of many goes through the shortest delay queue: few are held at a time', async () => {
    const delays: unknown[] = [];
    const spied = (message: Message | null) => {
      if (message) delays.push(message.properties.headers?.['nl-delay']);
    };
    const { queue } = await on.channel.assertQueue('', { exclusive: true });
    await on.channel.bindQueue(queue, on.rig.topology.names.wakeUps, '');
    await on.channel.consume(queue, spied, { noAck: true });
    const handled: string[] = [];
    await on.start((wakeUp) => {
      handled.push(wakeUp.deploymentId);
      return done();
    });
    const many = Array.from({ length: 30 }, () => wakeUpOf({ deploymentId: randomUUID() }));
    await Promise.all(many.map((wakeUp) => on.rig.send(wakeUp, 80)));
    await on.until(() => expect(handled).toHaveLength(30));
    expect(delays).toContain('100ms');
    expect(new Set(delays)).toEqual(new Set(['0s', '100ms']));
    await on.expectSettled();
  });
});

describe('a wake-up that is not due yet, and cannot be delayed again', () => {
  it('is neither lost nor parked: it is tried until a delay queue accepts it', async () => {
    const { names } = on.rig.topology;
    const fill = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    const { queue } = await on.channel.assertQueue('', { exclusive: true, arguments: fill });
    on.channel.sendToQueue(queue, Buffer.from('filler'));
    // What is to be delayed by 100 ms goes there, too, and is rejected.
    await on.channel.bindQueue(queue, names.wakeUps, '', { 'nl-delay': '100ms' });
    const seen: WakeUp[] = [];
    await on.start((wakeUp) => {
      seen.push(wakeUp);
      return done();
    });
    const message = { deliveryMode: 2, headers: { 'nl-delay': '0s', 'nl-left-ms': 150 } };
    const content = Buffer.from(JSON.stringify(wakeUpOf()));
    on.channel.publish(names.wakeUps, 'step.due', content, message);
    await on.until(async () => {
      expect((await on.channel.checkQueue(names.deployer)).messageCount).toBe(0);
    });
    await on.channel.unbindQueue(queue, names.wakeUps, '', { 'nl-delay': '100ms' });
    await on.until(() => expect(seen.length).toBeGreaterThan(0));
    // The delay queue accepted copies of it meanwhile, which may still be on their way.
    expect((await on.channel.checkQueue(names.parked)).messageCount).toBe(0);
  });
});
