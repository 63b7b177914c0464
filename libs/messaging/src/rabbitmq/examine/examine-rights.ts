import { randomUUID } from 'node:crypto';
import type { Channel, ChannelModel } from 'amqplib';
import { within } from '../../within.js';
import { isRefusal } from '../errors/examine-error.js';
import type { Topology } from '../topology/topology.js';

type Right = 'configure' | 'write' | 'read';
/** A missing right of this user, and the exchange or queue that needs it. */
export type MissingRight = { right: Right; name: string };

/** A broker with an alarm stops responding. */
const ANSWER_LIMIT_MS = 3_000;

/** Which rights to publish and to read a gateway does not have. Publishes nothing, and consumes nothing. */
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

/** A queue with messages is not touched: another process may be reading it. */
async function readIfEmpty(channel: Channel, queue: string): Promise<void> {
  const { messageCount } = await channel.checkQueue(queue);
  if (messageCount > 0) return;
  const message = await channel.get(queue, { noAck: false });
  if (message) channel.reject(message, true);
}

/**
 * A message of another user: RabbitMQ checks the right to write first, and rejects it in any case (406), so that
 * nothing is ever published.
 */
async function publishAsNobody(channel: Channel, exchange: string): Promise<void> {
  const closed = new Promise<never>((_resolve, reject) => channel.once('error', reject));
  channel.publish(exchange, 'doctor', Buffer.alloc(0), { userId: `nobody-${randomUUID()}` });
  await closed;
}

/** Each on its own channel, which the broker closes when it refuses. What is missing is reported elsewhere. */
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
