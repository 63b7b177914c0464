import type { Channel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventPublisher, ParkedHidden, done, later, rejected } from '#messaging';
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

describe('a parked wake-up that is redriven', () => {
  it('reaches its handler with a new count of attempts, and is no longer parked', async () => {
    const { wakeUp, parked } = await parkOne(rig);
    const deliveries: number[] = [];
    const app = await rig.start((_wakeUp, context) => {
      deliveries.push(context.getDeliveries());
      return done();
    });
    closing.push(app);
    expect(await rig.parked.redrive(parked.messageId)).toMatchObject({ wakeUp });
    await vi.waitFor(() => expect(deliveries).toEqual([1]), DEADLINE);
    expect(await rig.parked.list()).toEqual([]);
  });

  it('twice arrives once', async () => {
    const { parked } = await parkOne(rig);
    expect(await rig.parked.redrive(parked.messageId)).toBeDefined();
    expect(await rig.parked.redrive(parked.messageId)).toBeUndefined();
    expect((await channel.checkQueue(rig.topology.names.deployer)).messageCount).toBe(1);
  });

  it('by two people at the same time arrives once', async () => {
    const { parked } = await parkOne(rig);
    const ids = [parked.messageId, parked.messageId];
    const redriven = await Promise.all(ids.map((id) => rig.parked.redrive(id)));
    expect(redriven.filter((one) => one)).toHaveLength(1);
    expect((await channel.checkQueue(rig.topology.names.deployer)).messageCount).toBe(1);
  });

  it('carries none of its earlier headers', async () => {
    const { parked } = await parkOne(rig);
    await rig.parked.redrive(parked.messageId);
    const message = await channel.get(rig.topology.names.deployer);
    if (!message) throw new Error('Nothing was redriven');
    // The broker's own count of this message, which is new.
    const { 'x-delivery-count': count = 0, ...headers } = message.properties.headers ?? {};
    expect(count).toBe(0);
    const names = ['nl-delay', 'nl-site', 'nl-post', 'nl-step', 'nl-attempt', 'nl-due-at'];
    expect(Object.keys(headers).toSorted()).toEqual(names.toSorted());
  });

  it('may be delayed, parked and redriven again, and is never lost', async () => {
    const answers = [rejected('One'), later(50), rejected('Two'), later(50), done()];
    const handled: string[] = [];
    const app = await rig.start(() => answers.shift() ?? done());
    closing.push(app);
    app.strategy.on('handled', (_wakeUp, { kind }) => handled.push(kind));
    await rig.send(wakeUpOf());
    for (const reason of ['One', 'Two']) {
      const parked = await onlyParked(rig);
      expect(parked.reason).toBe(reason);
      await rig.parked.redrive(parked.messageId);
    }
    await vi.waitFor(() => expect(handled).toEqual(['later', 'later', 'done']), DEADLINE);
    expect(await rig.parked.list()).toEqual([]);
  });

  it('stays parked while the broker does not accept it', async () => {
    const { parked } = await parkOne(rig);
    await channel.deleteExchange(rig.topology.names.wakeUps);
    await expect(rig.parked.redrive(parked.messageId)).rejects.toThrow(/closed|Channel/);
    expect(await rig.parked.show(parked.messageId)).toEqual(parked);
  });
});

describe('a parked message that is foreign', () => {
  it('keeps its key, content and own headers when it is redriven', async () => {
    const { commands } = rig.topology.names;
    const headers = { colour: 'red', 'nl-error': 'old' };
    channel.publish(commands, 'order.pizza', Buffer.from('[1]'), { messageId: 'p', headers });
    await onlyParked(rig);
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, commands, 'order.#');
    await rig.parked.redrive('p');
    const message = await channel.get(queue);
    if (!message) throw new Error('Nothing was redriven');
    expect(message.fields.routingKey).toBe('order.pizza');
    expect(message.content.toString()).toBe('[1]');
    expect(message.properties.headers).toEqual({ colour: 'red' });
  });
});

/** An unwanted announcement. */
async function park(...ids: string[]): Promise<void> {
  for (const messageId of ids) {
    const stray = Buffer.from('{}');
    channel.publish(rig.topology.names.commands, 'order.pizza', stray, { messageId });
  }
  await vi.waitFor(async () => expect(await rig.parked.list()).toHaveLength(ids.length), DEADLINE);
}

describe('a parked announcement that is redriven', () => {
  it('reaches queues that are bound for its site', async () => {
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, rig.topology.names.eventsBySite, '', {
      'x-match': 'all',
      'nl-site': 'daily',
      'nl-event': 'deployment.created',
    });
    const event = { id: 'e-1', type: 'created', subject: 'a', site: 'daily' };
    const announcement = { routingKey: 'deployment.created', event, fault: 'Not as its schema' };
    await new EventPublisher(rig.publisher, rig.connection).publish([announcement]);
    await rig.parked.redrive((await onlyParked(rig)).messageId);
    const message = await channel.get(queue);
    expect(message && message.content.toString()).toBe(JSON.stringify(event));
    expect(message && message.properties.headers).toEqual({
      'nl-site': 'daily',
      'nl-event': 'deployment.created',
    });
  });
});

describe('a parked message while others read parked messages', () => {
  it('is found by each of several concurrent readers', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    await park(...ids);
    const discarded = await Promise.all(ids.map((id) => rig.parked.discard(id)));
    expect(discarded).toMatchObject(ids.map((messageId) => ({ messageId })));
  });

  it('is searched again', async () => {
    await park('a', 'b');
    await channel.get(rig.topology.names.parked);
    const opening = vi.spyOn(rig.connection, 'openChannel');
    const discarded = rig.parked.discard('a');
    await vi.waitFor(() => expect(opening).toHaveBeenCalledTimes(2), DEADLINE);
    await channel.close();
    expect(await discarded).toMatchObject({ messageId: 'a' });
  });

  it('counts as hidden, not as gone', async () => {
    await park('a', 'b');
    await channel.get(rig.topology.names.parked);
    await expect(rig.parked.redrive('a')).rejects.toThrow(ParkedHidden);
    expect(await rig.parked.discard('b')).toMatchObject({ messageId: 'b' });
  });
});

describe('a parked message that is discarded', () => {
  it('is gone, and its neighbours are not', async () => {
    await park('a', 'b');
    expect(await rig.parked.discard('a')).toMatchObject({ messageId: 'a' });
    expect((await rig.parked.list()).map(({ messageId }) => messageId)).toEqual(['b']);
  });
});
