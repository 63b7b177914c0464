import type { Channel, GetMessage } from 'amqplib';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  EventPublisher,
  NotConfirmed,
  type Outgoing,
  Publisher,
  RabbitConnection,
} from '#messaging';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 30_000, interval: 20 };

let rig: RabbitRig;
let channel: Channel;

beforeEach(async () => {
  rig = await RabbitRig.open();
  channel = await rig.connection.openChannel();
});

afterEach(() => rig.close());

const outgoing = (fields: Partial<Outgoing> = {}): Outgoing => ({
  exchange: rig.topology.names.events,
  routingKey: 'deployment.created',
  content: Buffer.from('{}'),
  contentType: 'application/json',
  messageId: 'm-1',
  type: 'spec',
  ...fields,
});

/** A queue of somebody else's, bound to the events. */
async function subscriber(args: Record<string, unknown> = {}): Promise<string> {
  const { queue } = await channel.assertQueue('', { exclusive: true, arguments: args });
  await channel.bindQueue(queue, rig.topology.names.events, '#');
  return queue;
}

async function got(queue: string): Promise<GetMessage> {
  const message = await vi.waitFor(async () => {
    const one = await channel.get(queue, { noAck: true });
    if (!one) throw new Error(`Nothing in ${queue}`);
    return one;
  }, DEADLINE);
  return message;
}

describe('a wake-up that is published', () => {
  it('is persistent, and says on the management pages what it is and whose', async () => {
    const wakeUp = wakeUpOf({
      deploymentId: '00000000-0000-4000-8000-00000000000a',
      step: 'create',
    });
    await rig.send(wakeUp);
    const { properties, content } = await got(rig.topology.names.deployer);
    expect(properties).toMatchObject({
      deliveryMode: 2,
      contentType: 'application/json',
      type: 'tick',
      appId: 'omeda-newsletter-connector',
      correlationId: wakeUp.deploymentId,
    });
    expect(properties.messageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.now() / 1_000 - properties.timestamp)).toBeLessThan(3_600);
    expect(properties.headers).toMatchObject({
      'nl-site': 'magazine',
      'nl-post': 7,
      'nl-step': 'create',
      'nl-attempt': 1,
      'nl-due-at': wakeUp.dueAt,
    });
    expect(JSON.parse(content.toString())).toEqual(wakeUp);
  });

  it('without a step or attempt has no header for it', async () => {
    await rig.send(wakeUpOf({ step: null, attempt: null, dueId: null }));
    const { properties } = await got(rig.topology.names.deployer);
    expect(Object.keys(properties.headers ?? {})).not.toContain('nl-step');
    expect(Object.keys(properties.headers ?? {})).not.toContain('nl-attempt');
  });
});

describe('an event that is announced', () => {
  it('is the CloudEvent itself, under its routing key', async () => {
    const queue = await subscriber();
    const event = {
      id: '0190c0de-0000-7000-8000-000000000001',
      type: 'newsletter.deployment.created.v1',
      subject: '00000000-0000-4000-8000-00000000000a',
      site: 'daily',
      specversion: '1.0',
    };
    const events = new EventPublisher(rig.publisher, rig.connection);
    await events.publish([{ routingKey: 'deployment.created', event }]);
    const { properties, fields, content } = await got(queue);
    expect(fields.routingKey).toBe('deployment.created');
    expect(properties).toMatchObject({
      deliveryMode: 2,
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      type: event.type,
      correlationId: event.subject,
    });
    expect(JSON.parse(content.toString())).toEqual(event);
  });

  it.each([
    [{ 'x-match': 'all', 'nl-site': 'daily' }, ['daily created', 'daily sent']],
    [{ 'x-match': 'all', 'nl-site': 'daily', 'nl-event': 'deployment.sent' }, ['daily sent']],
    [{ 'x-match': 'any', 'nl-event': 'deployment.sent' }, ['daily sent', 'weekly sent']],
  ])('reaches queues that are bound for its site: %j', async (args, wanted) => {
    const { names } = rig.topology;
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, names.eventsBySite, '', args);
    const events = new EventPublisher(rig.publisher, rig.connection);
    const of = (site: string, name: string) => {
      const event = { id: `${site} ${name}`, type: name, subject: 'a', site };
      return { routingKey: `deployment.${name}`, event };
    };
    const all = [of('daily', 'created'), of('weekly', 'created'), of('daily', 'sent')];
    await events.publish([...all, of('weekly', 'sent'), of('end', 'end')]);
    await channel.bindQueue(queue, names.eventsBySite, '', { 'nl-site': 'end', 'x-match': 'all' });
    await events.publish([of('end', 'end')]);
    const seen: unknown[] = [];
    for (let id: unknown; id !== 'end end'; seen.push(id)) {
      ({ messageId: id } = (await got(queue)).properties);
    }
    expect(seen.slice(0, -1)).toEqual(wanted);
  });

  it('and that nobody is bound for is confirmed', async () => {
    await rig.publisher.publish(outgoing({ routingKey: 'nobody.cares' }));
  });

  it('in a batch keeps its place in it', async () => {
    const queue = await subscriber();
    const ids = Array.from({ length: 300 }, (_one, i) => `e-${i}`);
    await rig.publisher.publishAll(ids.map((messageId) => outgoing({ messageId })));
    const seen: unknown[] = [];
    for (const _id of ids) seen.push((await got(queue)).properties.messageId);
    expect(seen).toEqual(ids);
  });
});

describe('a message that the broker does not take', () => {
  it('is an error when it is refused', async () => {
    await subscriber({ 'x-max-length': 1, 'x-overflow': 'reject-publish' });
    await rig.publisher.publish(outgoing());
    const refused = rig.publisher.publish(outgoing({ messageId: 'm-2' }));
    await expect(refused).rejects.toThrow(NotConfirmed);
    await expect(refused).rejects.toThrow(/Rejected by 'test-.*\.events'/);
  });

  it('tells how many before it are in', async () => {
    await subscriber({ 'x-max-length': 2, 'x-overflow': 'reject-publish' });
    const batch = ['a', 'b', 'c', 'd'].map((messageId) => outgoing({ messageId }));
    const failed = await rig.publisher.publishAll(batch).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'NotConfirmed', confirmed: 2 });
  });

  it('is an error when it is mandatory and no queue is bound for it', async () => {
    const nowhere = outgoing({ routingKey: 'nobody.cares', mandatory: true });
    await expect(rig.publisher.publish(nowhere)).rejects.toThrow(/No queue is bound to .*events/);
  });

  it('is an error when its exchange is gone, and the next one is taken again', async () => {
    await channel.deleteExchange(rig.topology.names.events);
    await expect(rig.publisher.publish(outgoing())).rejects.toThrow(NotConfirmed);
    await vi.waitFor(() => rig.publisher.publish(outgoing()), DEADLINE);
  });

  it('is an error when its headers are too large, and the next one is taken', async () => {
    const headers = { 'nl-error': 'x'.repeat(70_000) };
    await expect(rig.publisher.publish(outgoing({ headers }))).rejects.toThrow(NotConfirmed);
    await rig.publisher.publish(outgoing());
  });
});

describe('a wire that fails', () => {
  let wire: TcpProxy;
  let connection: RabbitConnection;

  beforeEach(async () => {
    wire = await openTcpProxy(rig.url);
    const { topology } = rig;
    connection = await RabbitConnection.open({ url: wire.url, topology, name: 'wired' });
  });

  afterEach(async () => {
    wire.cut();
    await connection.close();
    await wire.close();
  });

  it('without a word makes the publish an error when its time is up, and a new channel helps', async () => {
    const publisher = new Publisher(connection, 1_000);
    await publisher.publish(outgoing());
    wire.freeze();
    await expect(publisher.publish(outgoing())).rejects.toThrow('Not confirmed within 1000 ms');
    wire.cut();
    wire.mend();
    await vi.waitFor(() => publisher.publish(outgoing()), DEADLINE);
  });

  it('makes a publish wait for the connection, and go through when it is back', async () => {
    const publisher = new Publisher(connection, 20_000);
    await publisher.publish(outgoing());
    wire.cut();
    await vi.waitFor(() => expect(connection.connected).toBe(false), DEADLINE);
    const waiting = publisher.publish(outgoing());
    wire.mend();
    await waiting;
  });

  it('for longer than the limit says that RabbitMQ is unavailable, and no password', async () => {
    const publisher = new Publisher(connection, 300);
    wire.cut();
    await vi.waitFor(() => expect(connection.connected).toBe(false), DEADLINE);
    const failed = await publisher.publish(outgoing()).catch((error: unknown) => error);
    expect(String(failed)).toMatch(/RabbitMQ is unavailable: /);
    expect(String(failed)).not.toContain('guest');
  });

  it('again and again loses nothing that was confirmed', async () => {
    const queue = await subscriber();
    const publisher = new Publisher(connection, 20_000);
    const seen = new Set<string>();
    await channel.consume(queue, (one) => void seen.add(String(one?.properties.messageId)), {
      noAck: true,
    });
    const wanted = Array.from({ length: 200 }, (_one, i) => `m-${i}`);
    for (const [i, messageId] of wanted.entries()) {
      const sent = vi.waitFor(() => publisher.publish(outgoing({ messageId })), DEADLINE);
      if (i % 40 === 20) {
        wire.cut();
        wire.mend();
      }
      await sent;
    }
    await vi.waitFor(() => expect(wanted.filter((id) => !seen.has(id))).toEqual([]), DEADLINE);
  });
});

describe('a connection', () => {
  it('is refused with the cure when its URL is none, and the URL is not shown', async () => {
    const open = RabbitConnection.open({
      url: 'http://secret@nowhere',
      topology: rig.topology,
      name: 'spec',
    });
    await expect(open).rejects.toThrow(/^RABBITMQ_URL is not an AMQP URL. Set it to amqp:/);
    await expect(open).rejects.not.toThrow(/secret/);
  });

  it('that cannot be had says why, while the process lives on', async () => {
    const { topology } = rig;
    const nowhere = await RabbitConnection.open({
      url: 'amqp://someone:secret@127.0.0.1:1',
      topology,
      name: `spec-${hostname()}`,
    });
    await vi.waitFor(() => expect(nowhere.fault).toContain('ECONNREFUSED'), DEADLINE);
    expect(nowhere.fault).not.toContain('secret');
    await nowhere.close();
  });
});
