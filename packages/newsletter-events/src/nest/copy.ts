import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { type Limit, inTime } from '../in-time.js';

/** Identifies a copy that is returned because there is no queue for it. */
const COPY = 'newsletter-copy';

type Target = { exchange: string; key: string; headers: Record<string, unknown>; limit: Limit };

/** @throws if no queue has it, or RabbitMQ does not confirm in time: acknowledging the original would lose it. */
export async function copy(
  channel: ConfirmChannel,
  { content, properties }: Pick<ConsumeMessage, 'content' | 'properties'>,
  { exchange, key, headers: more, limit }: Target,
): Promise<void> {
  const { contentType, messageId, type, correlationId } = properties;
  const id = randomUUID();
  // Not copied: with a copied x-death, RabbitMQ 3.10 takes it for a cycle, and drops it.
  const headers = { ...more, [COPY]: id };
  const own = { contentType, messageId, type, correlationId, headers };
  const options: Options.Publish = { ...own, persistent: true, mandatory: true };
  let isReturned = false;
  const onReturn = (returned: ConsumeMessage) => {
    if (returned.properties.headers?.[COPY] === id) isReturned = true;
  };
  channel.on('return', onReturn);
  try {
    const confirmed = new Promise<void>((resolve, reject) => {
      channel.publish(exchange, key, content, options, (refused: unknown) => {
        if (refused) reject(refused as Error);
        else resolve();
      });
    });
    await inTime(confirmed, limit);
  } finally {
    channel.off('return', onReturn);
  }
  if (isReturned) throw new Error(`No queue is bound to '${exchange}' with '${key}'`);
}
