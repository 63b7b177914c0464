import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { type NewsletterEvent, nameOf, withSite } from '../event.js';
import type { AnyEvent } from '../generated.js';
import type { Queues } from './queues.js';

/** Counts the failures of handlers; RabbitMQ's own counters differ between its versions. */
const FAILURES = 'newsletter-failures';
const ERROR = 'newsletter-error';
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
  { key, error }: { key: string; error: Error },
): Promise<void> {
  const { contentType, messageId, type, correlationId } = message.properties;
  // Afresh: with a copied x-death RabbitMQ 3.10 takes it for a cycle, and drops it.
  const headers = { [FAILURES]: failures + 1, [ERROR]: error.message.slice(0, ERROR_CHARS) };
  await new Promise<void>((resolve, reject) => {
    const properties = { contentType, messageId, type, correlationId, headers, persistent: true };
    channel.publish(failed, key, message.content, properties, (refused: unknown) => {
      if (refused) reject(refused as Error);
      else resolve();
    });
  });
}
