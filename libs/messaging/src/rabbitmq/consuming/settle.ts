import { Logger } from '@nestjs/common';
import type { Channel, Message } from 'amqplib';
import { reasonOf } from '../../reason.js';

const logger = new Logger('RabbitMQ');

/** It is finished. The one place in the code where a message ends. */
export function acknowledge(channel: Channel, message: Message): void {
  channel.ack(message);
}

/**
 * Back to its queue. Never by `nack`: RabbitMQ 4.3 does not count that toward the delivery limit,
 * and a poison message would be redelivered forever.
 */
export function putBack(channel: Channel, message: Message): void {
  channel.reject(message, true);
}

type Delivery = { channel: Channel; message: Message };

/** False if its channel is closed: then the broker redelivers it. */
export function settle({ channel, message }: Delivery, how: typeof acknowledge): boolean {
  try {
    how(channel, message);
    return true;
  } catch (error) {
    logger.warn(`A message is redelivered: ${reasonOf(error)}`);
    return false;
  }
}
