import type { Channel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DELIVERY_LIMIT,
  type ParkedMessage,
  ParkedRecorder,
  type WakeUp,
  done,
  later,
} from '#messaging';
import { DEADLINE, onlyParked, parkOne } from './parked.testing.js';
import { RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

let rig: RabbitRig;
let channel: Channel;
const closing: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  rig = await RabbitRig.open();
  channel = await rig.connection.openChannel();
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
  await rig.close();
});

/** A process; its handler returns what it saw. */
async function start(handler: (wakeUp: WakeUp) => unknown): Promise<WakeUp[]> {
  const seen: WakeUp[] = [];
  const app = await rig.start((wakeUp) => {
    seen.push(wakeUp);
    return handler(wakeUp);
  });
  closing.push(app);
  return seen;
}

describe('a wake-up that its handler rejects', () => {
  it('is parked with reason, deployment, queue and attempts in headers people can read', async () => {
    const { wakeUp } = await parkOne(rig);
    const message = await channel.get(rig.topology.names.parked);
    if (!message) throw new Error('Nothing is parked');
    expect(message.properties.headers).toMatchObject({
      'nl-error': "No brand 'MAG'",
      'nl-attempts': 1,
      'nl-source-queue': rig.topology.names.deployer,
      'nl-deployment': wakeUp.deploymentId,
      'nl-site': 'magazine',
      'nl-step': 'content',
    });
    expect(message.fields.routingKey).toBe('step.due');
    expect(message.properties.correlationId).toBe(wakeUp.deploymentId);
  });

  it('is recorded in the store before it leaves the queue', async () => {
    const { wakeUp } = await parkOne(rig);
    expect(rig.recorder.parked).toEqual([{ wakeUp, reason: "No brand 'MAG'" }]);
  });

  it('is listed and shown with what people need to decide', async () => {
    const { wakeUp, parked } = await parkOne(rig);
    expect(parked).toMatchObject({
      cause: 'rejected',
      reason: "No brand 'MAG'",
      routingKey: 'step.due',
      sourceQueue: rig.topology.names.deployer,
      deploymentId: wakeUp.deploymentId,
      wakeUp,
    });
    expect(parked.sentAt).toMatch(/^\d{4}-.*Z$/);
    expect(await rig.parked.show(parked.messageId)).toEqual(parked);
  });
});

describe('a wake-up whose process ends each time', { timeout: 120_000 }, () => {
  it('is parked by the broker, says so, and can be redriven', async () => {
    const wakeUp = wakeUpOf();
    await rig.send(wakeUp);
    for (let life = 1; life <= DELIVERY_LIMIT + 1; life += 1) {
      let taken = 0;
      const app = await rig.start(() => new Promise(() => (taken += 1)));
      closing.push(app);
      await vi.waitFor(() => expect(taken).toBe(1), DEADLINE);
      await app.crash();
    }
    const parked = await onlyParked(rig);
    expect(parked).toMatchObject({
      cause: 'delivery-limit',
      reason: 'Delivered more than 5 times without an outcome; its process exited each time',
      sourceQueue: rig.topology.names.deployer,
      deploymentId: wakeUp.deploymentId,
    });
    const seen = await start((one) => (one.n === wakeUp.n ? later(50) : done()));
    await rig.parked.redrive(parked.messageId);
    await vi.waitFor(
      () => expect(seen.map(({ n }) => n)).toEqual([wakeUp.n, wakeUp.n + 1]),
      DEADLINE,
    );
  });
});

describe('a message that no queue is bound for', () => {
  it('is parked, and says where it was going', async () => {
    const [name, key] = [rig.topology.names.commands, 'order.pizza'];
    channel.publish(name, key, Buffer.from('{"some":"thing"}'), { messageId: 'stray' });
    const parked = await onlyParked(rig);
    expect(parked).toMatchObject({
      messageId: 'stray',
      cause: 'unroutable',
      reason: `No queue is bound to '${name}' for '${key}'`,
      sourceQueue: null,
      deploymentId: null,
      wakeUp: null,
      body: { some: 'thing' },
    });
  });

  it('without an id can be identified all the same', async () => {
    channel.publish(rig.topology.names.commands, 'order.pizza', Buffer.from('not JSON'));
    const { messageId, body } = await onlyParked(rig);
    expect(messageId).toMatch(/^sha256-/);
    expect(body).toBe('not JSON');
    expect(await rig.parked.discard(messageId)).toMatchObject({ messageId });
    expect(await rig.parked.list()).toEqual([]);
  });

  it('in the queue of wake-ups is no wake-up: parked, with what is missing', async () => {
    await start(() => done());
    channel.sendToQueue(rig.topology.names.deployer, Buffer.from('{"pattern":"step.due"}'));
    expect((await onlyParked(rig)).reason).toMatch(/^Malformed wake-up: 'deploymentId' must be/);
  });
});

describe('reading parked messages', () => {
  it('takes nothing away, however often', async () => {
    const { parked } = await parkOne(rig);
    // 4.x drops a message at its 21st read if the queue has no limit of its own.
    for (let reading = 1; reading <= 25; reading += 1) {
      expect(await rig.parked.show(parked.messageId)).toEqual(parked);
    }
    expect(await rig.parked.list()).toEqual([parked]);
  });

  it('shows the longest parked first, and no more than requested', async () => {
    for (const messageId of ['a', 'b', 'c']) {
      const stray = Buffer.from('{}');
      channel.publish(rig.topology.names.commands, 'order.pizza', stray, { messageId });
    }
    await vi.waitFor(async () => expect(await rig.parked.list()).toHaveLength(3), DEADLINE);
    expect((await rig.parked.list(2)).map(({ messageId }) => messageId)).toEqual(['a', 'b']);
  });

  it('for an unknown id finds nothing', async () => {
    expect(await rig.parked.show('nobody')).toBeUndefined();
    expect(await rig.parked.redrive('nobody')).toBeUndefined();
    expect(await rig.parked.discard('nobody')).toBeUndefined();
  });
});

describe('the record of what is parked', () => {
  it('gets every parked message, while people still see it in the queue', async () => {
    const recorded: ParkedMessage[] = [];
    const recorder = new ParkedRecorder(rig.connection, async (one) => void recorded.push(one));
    recorder.start();
    closing.push(recorder);
    const { parked } = await parkOne(rig);
    await vi.waitFor(() => expect(recorded).toEqual([parked]), DEADLINE);
    expect(await rig.parked.list()).toEqual([parked]);
  });

  it('gets it again when the store was unavailable', async () => {
    let tries = 0;
    const recorder = new ParkedRecorder(rig.connection, async () => {
      tries += 1;
      if (tries === 1) throw new Error('ECONNREFUSED');
    });
    recorder.start();
    closing.push(recorder);
    await parkOne(rig);
    await vi.waitFor(() => expect(tries).toBe(2), DEADLINE);
    await vi.waitFor(async () => {
      const { messageCount } = await channel.checkQueue(rig.topology.names.parkedRecord);
      expect(messageCount).toBe(0);
    }, DEADLINE);
  });
});
