import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { type NewsletterEvent, nameOf, withSite } from '../event.js';
import type { AnyEvent } from '../generated.js';
import { type Limit, inTime } from '../in-time.js';
import type { Queues } from './queues.js';

/** Counts the failures of handlers; RabbitMQ's own counters differ between its versions. */
const FAILURES = 'newsletter-failures';
const ERROR = 'newsletter-error';
/** Tells which one comes back, where there is no queue for it. */
const COPY = 'newsletter-copy';
const ERROR_CHARS = 1_000;

/** A message in hand. */
export type Delivery = {
  channel: ConfirmChannel;
  message: ConsumeMessage;
  /** Undefined where the body is no event. */
  event: NewsletterEvent | undefined;
  name: string;
  failures: number;
};

export function deliveryOf(channel: ConfirmChannel, message: ConsumeMessage): Delivery {
  const event = eventOf(message.content);
  const failures = Number(message.properties.headers?.[FAILURES] ?? 0);
  return { channel, message, event, name: event ? nameOf(event) : '', failures };
}

function eventOf(content: Buffer): NewsletterEvent | undefined {
  try {
    const event = JSON.parse(content.toString()) as AnyEvent;
    return typeof event.type === 'string' ? withSite(event) : undefined;
  } catch {
    return undefined;
  }
}

/** Waits and comes again, or is parked; confirmed before the original is acknowledged. */
export async function sendOn(
  { channel, message, failures }: Delivery,
  { failed }: Queues,
  { key, error, limit }: { key: string; error: Error; limit: Limit },
): Promise<void> {
  const headers = { [FAILURES]: failures + 1, [ERROR]: error.message.slice(0, ERROR_CHARS) };
  await copy(channel, message, { exchange: failed, key, headers, limit });
}

type Target = { exchange: string; key: string; headers: Record<string, unknown>; limit: Limit };

/** @throws where no queue has it, or RabbitMQ does not say so in time: what is acknowledged all the same would be lost. */
export async function copy(
  channel: ConfirmChannel,
  { content, properties }: Pick<ConsumeMessage, 'content' | 'properties'>,
  { exchange, key, headers: more, limit }: Target,
): Promise<void> {
  const { contentType, messageId, type, correlationId } = properties;
  const id = randomUUID();
  // Afresh: with a copied x-death RabbitMQ 3.10 takes it for a cycle, and drops it.
  const headers = { ...more, [COPY]: id };
  const own = { contentType, messageId, type, correlationId, headers };
  const options: Options.Publish = { ...own, persistent: true, mandatory: true };
  let isReturned = false;
  const look = (returned: ConsumeMessage) => {
    if (returned.properties.headers?.[COPY] === id) isReturned = true;
  };
  channel.on('return', look);
  try {
    const confirmed = new Promise<void>((resolve, reject) => {
      channel.publish(exchange, key, content, options, (refused: unknown) => {
        if (refused) reject(refused as Error);
        else resolve();
      });
    });
    await inTime(confirmed, limit);
  } finally {
    channel.off('return', look);
  }
  if (isReturned) throw new Error(`No queue is bound to '${exchange}' with '${key}'`);
}
