import { describe, expect, it, vi } from 'vitest';
import { type Announcement, EventPublisher, NotConfirmed, type RejectionLimits } from '#messaging';
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
const OTHER_SENT = announcement('b 8 sent');

/** Another service's queue that is full, and refuses messages. */
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

/** Everything a queue gets from now on. */
async function seenIn(queue: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  await own.channel.consume(queue, (one) => seen.push(one?.properties.messageId), { noAck: true });
  return seen;
}

/** Does this between the first two attempts to publish something. */
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

const NO_WAIT = { waitMs: 0, channelWaitMs: 0, forgetAfterMs: 60_000 };

function publisher(limits?: RejectionLimits): EventPublisher {
  return new EventPublisher(own.rig.publisher, own.rig.connection, limits);
}

/** On a channel over which everything was confirmed before, batches are not sent one by one. */
async function provenPublisher(): Promise<EventPublisher> {
  const events = publisher();
  await events.publish([announcement('c 1 updated'), announcement('c 2 sent')]);
  return events;
}

describe('an announcement that a queue rejects', () => {
  it('is not confirmed, nor is what follows: the queue may accept it soon', async () => {
    const queue = await fullQueue('deployment.updated', 1);
    const batch = [announcement('a 30 requested'), UPDATED, SENT];
    const events = publisher();
    const failure: unknown = await events.publish(batch).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotConfirmed);
    expect((failure as NotConfirmed).confirmed).toBe(1);
    expect((failure as NotConfirmed).message).toMatch(/queue rejects 'deployment.updated'/);
    await own.channel.purgeQueue(queue);
    await events.publish(batch.slice(1));
    const seen = await seenIn(queue);
    await vi.waitFor(() => expect(seen).toEqual(['a 31 updated']), DEADLINE);
    expect(events.refusals).toBe(0);
  });

  it('on a new channel has not been overtaken by the next one of its newsletter', async () => {
    await fullQueue('deployment.updated', 1);
    const seen = await seenIn(await own.subscriber());
    await expect(publisher().publish([UPDATED, SENT])).rejects.toThrow(NotConfirmed);
    await publisher().publish([OTHER_SENT]);
    await vi.waitFor(() => expect(seen).toEqual(['a 31 updated', 'b 8 sent']), DEADLINE);
  });

  it('counts if the next one of its newsletter came before it: a subscriber drops it then', async () => {
    const events = await provenPublisher();
    await fullQueue('deployment.updated', 1);
    await expect(events.publish([UPDATED, OTHER, SENT])).rejects.toThrow(NotConfirmed);
    expect(events.refusals).toBe(1);
  });

  it('is skipped once others have waited long enough for it', async () => {
    await fullQueue('deployment.updated', 1);
    const seen = await seenIn(await own.subscriber());
    const events = publisher(NO_WAIT);
    await events.publish([UPDATED, SENT, OTHER_SENT]);
    const all = ['a 31 updated', 'a 31 updated', 'a 33 sent', 'b 8 sent'];
    await vi.waitFor(() => expect(seen).toEqual(all), DEADLINE);
    expect(events.refusals).toBe(1);
  });

  it('is offered to others once, not with each attempt', async () => {
    await fullQueue('deployment.updated', 1);
    const seen = await seenIn(await own.subscriber());
    const events = publisher();
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(events.publish([UPDATED, OTHER_SENT])).rejects.toThrow(NotConfirmed);
    }
    await publisher().publish([announcement('c 1 nobody')]);
    await vi.waitFor(() => expect(seen).toContain('c 1 nobody'), DEADLINE);
    expect(seen.filter((id) => id === 'b 8 sent')).toHaveLength(1);
  });

  it.each([
    ['without announcements', []],
    ['that the queue is not bound for', [announcement('c 1 nobody')]],
    ['of which one is parked', [{ ...announcement('c 1 updated'), fault: 'not as in its schema' }]],
  ])('is not overtaken either after a batch %s', async (_which, batch) => {
    await fullQueue('deployment.updated', 1);
    const events = publisher();
    await events.publish(batch);
    const seen = await seenIn(await own.subscriber());
    await expect(events.publish([UPDATED, SENT])).rejects.toThrow(NotConfirmed);
    await publisher().publish([OTHER_SENT]);
    await vi.waitFor(() => expect(seen).toEqual(['a 31 updated', 'b 8 sent']), DEADLINE);
    expect(events.refusals).toBe(0);
  });

  it('permanently by one queue is offered again to the others, with what follows of its newsletter', async () => {
    const queue = await fullQueue('#', 2);
    betweenOffers(() => own.channel.purgeQueue(queue));
    const events = publisher(NO_WAIT);
    await events.publish([UPDATED, SENT]);
    const seen = await seenIn(queue);
    await vi.waitFor(() => expect(seen).toEqual(['a 31 updated', 'a 33 sent']), DEADLINE);
    expect(events.refusals).toBe(0);
  });
});
