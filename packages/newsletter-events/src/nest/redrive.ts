import type { ChannelModel } from 'amqplib';
import { closeConnection, openConnection } from '../amqp.js';
import { type AmqpOptions, amqpFaults } from '../amqp-options.js';
import { asError } from '../as-error.js';
import { refuse } from '../check-options.js';
import { inTime } from '../in-time.js';
import { withCure } from '../with-cure.js';
import { copy } from './copy.js';
import { queuesOf } from './queues.js';

/** For each request to RabbitMQ. */
const LIMIT = { ms: 10_000 };

/**
 * Has the service handle parked events again, once the cause is fixed; resolves to their number. What
 * fails again is retried, and parked, as before. @throws if RabbitMQ is unavailable, or does not respond for ten
 * seconds: the remaining events then stay parked.
 */
export async function redriveParked(options: AmqpOptions): Promise<number> {
  refuse(amqpFaults(options));
  const { url, service } = options;
  const model = await openConnection(url, `${service} handles parked newsletters`).catch(
    (error: unknown) => {
      throw withCure(asError(error));
    },
  );
  model.on('error', () => undefined);
  try {
    return await redrive(model, service);
  } finally {
    await closeConnection(model);
  }
}

async function redrive(model: ChannelModel, service: string): Promise<number> {
  const { parked, failed: exchange, keyOfAgain: key } = queuesOf(service, []);
  const channel = await inTime(model.createConfirmChannel(), LIMIT);
  // The current call reports it, too.
  channel.on('error', () => undefined);
  // Events parked from now on wait for the next time: they may be the same ones.
  const { messageCount } = await inTime(channel.checkQueue(parked), LIMIT);
  let count = 0;
  try {
    for (; count < messageCount; count += 1) {
      const message = await inTime(channel.get(parked), LIMIT);
      if (!message) break;
      await copy(channel, message, { exchange, key, headers: {}, limit: LIMIT });
      channel.ack(message);
    }
    await inTime(channel.close(), LIMIT);
    return count;
  } catch (error) {
    const words = `${count} of ${messageCount} parked events are handled again: ${asError(error).message}`;
    throw new Error(words, { cause: error });
  }
}
