import { randomUUID } from 'node:crypto';
import type { Channel, ChannelModel } from 'amqplib';
import { within } from '../within.js';
import { isRefusal } from './examine-error.js';
import type { Topology } from './topology.js';

type Right = 'configure' | 'write' | 'read';
/** A right that this user lacks, and the exchange or queue that it lacks it for. */
export type MissingRight = { right: Right; name: string };

/** A broker with an alarm answers nothing any more. */
const ANSWER_LIMIT_MS = 3_000;

/** Which rights a gateway lacks to publish and to read. Publishes nothing, and takes nothing. */
export async function missingRights(
  model: ChannelModel,
  { names }: Topology,
): Promise<MissingRight[]> {
  const missing: MissingRight[] = [];
  const { parked } = names;
  if (await isRefused(model, (channel) => readIfEmpty(channel, parked))) {
    missing.push({ right: 'read', name: parked });
  }
  for (const name of [names.wakeUps, names.events, names.dead]) {
    if (await isRefused(model, (channel) => publishAsNobody(channel, name))) {
      missing.push({ right: 'write', name });
    }
  }
  return missing;
}

/** What is in a queue that has messages is left there: somebody may read it just now. */
async function readIfEmpty(channel: Channel, queue: string): Promise<void> {
  const { messageCount } = await channel.checkQueue(queue);
  if (messageCount > 0) return;
  const message = await channel.get(queue, { noAck: false });
  if (message) channel.reject(message, true);
}

/**
 * A message of another user: RabbitMQ looks at the right to write first, and refuses it in any case (406), so that
 * nothing is ever published.
 */
async function publishAsNobody(channel: Channel, exchange: string): Promise<void> {
  const closed = new Promise<never>((_resolve, reject) => channel.once('error', reject));
  channel.publish(exchange, 'doctor', Buffer.alloc(0), { userId: `nobody-${randomUUID()}` });
  await closed;
}

/** Each on a channel of its own, which the broker closes at a refusal. What is missing is told elsewhere. */
async function isRefused(
  model: ChannelModel,
  ask: (channel: Channel) => Promise<void>,
): Promise<boolean> {
  let refused = false;
  const asking = async () => {
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    await ask(channel).catch((error: unknown) => {
      refused = isRefusal(error);
    });
    await channel.close().catch(() => undefined);
  };
  await within(ANSWER_LIMIT_MS, asking());
  return refused;
}
