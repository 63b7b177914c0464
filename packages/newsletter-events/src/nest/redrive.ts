import { amqplib } from '../amqp.js';
import { refuse } from '../check-options.js';
import { type AmqpOptions, amqpFaults } from '../amqp-options.js';
import { copy } from './delivery.js';
import { queuesOf } from './queues.js';

/**
 * Has the service handle again what is parked, once its cause is mended; resolves to how many events that are. What
 * fails again is retried, and parked, as at first.
 */
export async function redriveParked(options: AmqpOptions): Promise<number> {
  refuse(amqpFaults(options));
  const { parked, failed, keyOfAgain: key } = queuesOf(options.service, []);
  const { connect } = await amqplib();
  const model = await connect(options.url);
  model.on('error', () => undefined);
  try {
    const channel = await model.createConfirmChannel();
    // The call in hand tells it, too.
    channel.on('error', () => undefined);
    // What is parked meanwhile is left for the next time: it may be the same again.
    const { messageCount } = await channel.checkQueue(parked);
    let count = 0;
    for (; count < messageCount; count += 1) {
      const message = await channel.get(parked);
      if (!message) break;
      await copy(channel, message, { exchange: failed, key, headers: {} });
      channel.ack(message);
    }
    await channel.close();
    return count;
  } finally {
    await model.close().catch(() => undefined);
  }
}
