import { describe, expect, it, vi } from 'vitest';
import { type Announcement, EventPublisher } from '#messaging';
import { useEvents } from './use-events.testing.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const own = useEvents();

/** Of a newsletter, e.g. `a 31 updated`. */
function announcement(id: string): Announcement {
  const [subject = '', , name = ''] = id.split(' ');
  return {
    routingKey: `deployment.${name}`,
    event: { id, type: name, subject, site: 'daily' },
  };
}

const UPDATED = announcement('a 31 updated');
const OTHER = announcement('b 7 updated');
const SENT = announcement('a 33 sent');

/** A queue of somebody else's that is full, and refuses what comes. */
async function fullQueue(key: string, length: number): Promise<string> {
  const { channel } = own;
  const args = { 'x-max-length': length, 'x-overflow': 'reject-publish' };
  const { queue } = await channel.assertQueue('', { exclusive: true, arguments: args });
  for (let n = 0; n < length; n += 1) channel.sendToQueue(queue, Buffer.from('filler'));
  await vi.waitFor(async () => {
    expect((await channel.checkQueue(queue)).messageCount).toBe(length);
  }, DEADLINE);
  await channel.bindQueue(queue, own.rig.topology.names.events, key);
  return queue;
}

/** What comes to a queue from now on. */
async function seenIn(queue: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  await own.channel.consume(queue, (one) => seen.push(one?.properties.messageId), { noAck: true });
  return seen;
}

/** Does this between the two times that something is offered. */
function betweenOffers(work: () => Promise<unknown>): void {
  const { publisher } = own.rig;
  const publishAll = publisher.publishAll.bind(publisher);
  let offers = 0;
  publisher.publishAll = async (messages) => {
    offers += 1;
    if (offers === 2) await work();
    return publishAll(messages);
  };
}

async function publish(...batch: Announcement[]): Promise<EventPublisher> {
  const events = new EventPublisher(own.rig.publisher, own.rig.connection);
  await events.publish(batch);
  return events;
}

describe('an announcement that a queue refuses', () => {
  it('is offered again with all that follows of its newsletter, in order', async () => {
    await fullQueue('deployment.updated', 1);
    const seen = await seenIn(await own.subscriber());
    const events = await publish(
      announcement('a 30 requested'),
      UPDATED,
      SENT,
      announcement('b 8 sent'),
    );
    const first = ['a 30 requested', 'a 31 updated', 'a 33 sent', 'b 8 sent'];
    await vi.waitFor(() => {
      expect(seen).toEqual([...first, 'a 31 updated', 'a 33 sent']);
    }, DEADLINE);
    expect(events.refusals).toBe(1);
  });

  it('and taken the second time, before what follows, is not counted', async () => {
    const queue = await fullQueue('#', 2);
    betweenOffers(() => own.channel.purgeQueue(queue));
    const events = await publish(UPDATED, SENT);
    const seen = await seenIn(queue);
    await vi.waitFor(() => expect(seen).toEqual(['a 31 updated', 'a 33 sent']), DEADLINE);
    expect(events.refusals).toBe(0);
  });

  it('counts if one that follows of its newsletter came before it: a subscriber drops it then', async () => {
    const queue = await fullQueue('deployment.updated', 2);
    betweenOffers(() => own.channel.purgeQueue(queue));
    const events = await publish(UPDATED, OTHER, SENT);
    expect(events.refusals).toBe(1);
  });
});
