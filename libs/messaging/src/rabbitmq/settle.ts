import type { Channel, Message } from 'amqplib';

/** It is dealt with. The one place in the code where a message ends. */
export function acknowledge(channel: Channel, message: Message): void {
  channel.ack(message);
}

/**
 * Back to its queue. Never by `nack`: RabbitMQ 4.3 does not count that towards the delivery limit,
 * and a poison message would go round for ever.
 */
export function putBack(channel: Channel, message: Message): void {
  channel.reject(message, true);
}
