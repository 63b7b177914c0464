import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { type NewsletterEvent, nameOf, withSite } from '../event.js';
import type { AnyEvent } from '../generated.js';
import type { Limit } from '../in-time.js';
import { copy } from './copy.js';
import type { Queues } from './queues.js';

/** Counts the failures of handlers; RabbitMQ's own counters differ between its versions. */
const FAILURES = 'newsletter-failures';
/** Counts the processes that had no handler for it. */
const PASSES = 'newsletter-passes';
const ERROR = 'newsletter-error';
const ERROR_CHARS = 1_000;

/** A delivered message. */
export type Delivery = {
  channel: ConfirmChannel;
  message: ConsumeMessage;
  /** Undefined if the body is not an event. */
  event: NewsletterEvent | undefined;
  name: string;
  failures: number;
  passes: number;
};

export function deliveryOf(channel: ConfirmChannel, message: ConsumeMessage): Delivery {
  const event = eventOf(message.content);
  const count = (header: string) => Number(message.properties.headers?.[header] ?? 0);
  const [failures, passes] = [count(FAILURES), count(PASSES)];
  return { channel, message, event, name: event ? nameOf(event) : '', failures, passes };
}

function eventOf(content: Buffer): NewsletterEvent | undefined {
  try {
    const event = JSON.parse(content.toString()) as AnyEvent;
    return typeof event.type === 'string' ? withSite(event) : undefined;
  } catch {
    return undefined;
  }
}

type SentOn = { key: string; limit: Limit; error?: Error };

/** Is retried later, or parked; confirmed before the original is acknowledged. Without an error it was passed on. */
export async function sendOn(
  { channel, message, failures, passes }: Delivery,
  { failed }: Queues,
  { key, limit, error }: SentOn,
): Promise<void> {
  const headers = error
    ? { [FAILURES]: failures + 1, [PASSES]: passes, [ERROR]: error.message.slice(0, ERROR_CHARS) }
    : { [FAILURES]: failures, [PASSES]: passes + 1 };
  await copy(channel, message, { exchange: failed, key, headers, limit });
}

/** A closed channel has requeued it already. */
export function acknowledge({ channel, message }: Delivery): void {
  try {
    channel.ack(message);
  } catch {
    // It is redelivered.
  }
}
