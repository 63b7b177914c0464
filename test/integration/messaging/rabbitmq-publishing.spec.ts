import type { GetMessage } from 'amqplib';
import { describe, expect, it, vi } from 'vitest';
import { EventPublisher, NotConfirmed } from '#messaging';
import { useEvents } from './use-events.testing.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const own = useEvents();
const { outgoing, subscriber } = own;

async function got(queue: string): Promise<GetMessage> {
  const message = await vi.waitFor(async () => {
    const one = await own.channel.get(queue, { noAck: true });
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
    await own.rig.send(wakeUp);
    const { properties, content } = await got(own.rig.topology.names.deployer);
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
    await own.rig.send(wakeUpOf({ step: null, attempt: null, dueId: null }));
    const { properties } = await got(own.rig.topology.names.deployer);
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
    const events = new EventPublisher(own.rig.publisher, own.rig.connection);
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
    const { names } = own.rig.topology;
    const { queue } = await own.channel.assertQueue('', { exclusive: true });
    await own.channel.bindQueue(queue, names.eventsBySite, '', args);
    const events = new EventPublisher(own.rig.publisher, own.rig.connection);
    const of = (site: string, name: string) => {
      const event = { id: `${site} ${name}`, type: name, subject: 'a', site };
      return { routingKey: `deployment.${name}`, event };
    };
    const all = [of('daily', 'created'), of('weekly', 'created'), of('daily', 'sent')];
    await events.publish([...all, of('weekly', 'sent'), of('end', 'end')]);
    await own.channel.bindQueue(queue, names.eventsBySite, '', {
      'nl-site': 'end',
      'x-match': 'all',
    });
    await events.publish([of('end', 'end')]);
    const seen: unknown[] = [];
    for (let id: unknown; id !== 'end end'; seen.push(id)) {
      ({ messageId: id } = (await got(queue)).properties);
    }
    expect(seen.slice(0, -1)).toEqual(wanted);
  });

  it('without a bound queue is confirmed', async () => {
    await own.rig.publisher.publish(outgoing({ routingKey: 'nobody.cares' }));
  });

  it('in a batch keeps its place in it', async () => {
    const queue = await subscriber();
    const ids = Array.from({ length: 300 }, (_one, i) => `e-${i}`);
    await own.rig.publisher.publishAll(ids.map((messageId) => outgoing({ messageId })));
    const seen: unknown[] = [];
    for (const _id of ids) seen.push((await got(queue)).properties.messageId);
    expect(seen).toEqual(ids);
  });
});

describe('a message that the broker does not accept', () => {
  it('is an error when it is refused', async () => {
    await subscriber({ 'x-max-length': 1, 'x-overflow': 'reject-publish' });
    await own.rig.publisher.publish(outgoing());
    const refused = own.rig.publisher.publish(outgoing({ messageId: 'm-2' }));
    await expect(refused).rejects.toThrow(NotConfirmed);
    await expect(refused).rejects.toThrow(/Rejected by 'test-.*\.events'/);
  });

  it('reports how many before it were accepted', async () => {
    await subscriber({ 'x-max-length': 2, 'x-overflow': 'reject-publish' });
    const batch = ['a', 'b', 'c', 'd'].map((messageId) => outgoing({ messageId }));
    const failed = await own.rig.publisher.publishAll(batch).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'NotConfirmed', confirmed: 2 });
  });

  it('is an error when it is mandatory and no queue is bound for it', async () => {
    const nowhere = outgoing({ routingKey: 'nobody.cares', mandatory: true });
    await expect(own.rig.publisher.publish(nowhere)).rejects.toThrow(
      /No queue is bound to .*events/,
    );
  });

  it('is an error when its exchange is gone, and the next one is accepted again', async () => {
    // A connection that has just been opened still compares the topology, and may declare it again.
    await vi.waitFor(async () => {
      await own.channel.deleteExchange(own.rig.topology.names.events);
      await expect(own.rig.publisher.publish(outgoing())).rejects.toThrow(NotConfirmed);
    }, DEADLINE);
    await vi.waitFor(() => own.rig.publisher.publish(outgoing()), DEADLINE);
  });

  it('is an error when its headers are too large, and the next one is accepted', async () => {
    const headers = { 'nl-error': 'x'.repeat(70_000) };
    await expect(own.rig.publisher.publish(outgoing({ headers }))).rejects.toThrow(NotConfirmed);
    await own.rig.publisher.publish(outgoing());
  });
});
