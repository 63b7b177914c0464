import type { ConfirmChannel } from 'amqplib';

/** Shows on the management pages beside each message. */
export const APP_ID = 'omeda-newsletter-connector';

export type Outgoing = {
  exchange: string;
  routingKey: string;
  content: Buffer;
  contentType: string;
  messageId: string;
  /** What it is, e.g. `tick`, or a CloudEvent's type. */
  type: string;
  /** The deployment's id. */
  correlationId?: string;
  /** Flat and short: amqplib refuses headers of more than 64 KiB. */
  headers?: Record<string, string | number>;
  /** Returned if no queue is bound for it, and then an error. */
  mandatory?: boolean;
};

/** A queue that it was routed to rejected it, such as one that is full and has `reject-publish`. Others have it. */
export class Rejected extends Error {
  override name = 'Rejected';
}

/** What amqplib reports for a nack. */
const NACKED = 'message nacked';

/** The broker did not take responsibility for all of it; what was not confirmed may still have been stored. */
export class NotConfirmed extends Error {
  override name = 'NotConfirmed';

  constructor(
    why: string,
    /** Which were not, in their order: at least one. */
    readonly lacking: readonly number[],
    /** Which were rejected, if all others are in. */
    readonly rejected?: readonly number[],
  ) {
    super(why);
  }

  /** This many, from the first one on, were confirmed. */
  get confirmed(): number {
    return this.lacking[0] ?? 0;
  }
}

/** Resolves when the broker has responded: with what went wrong, or with nothing. */
export function confirmedOn(
  channel: ConfirmChannel,
  message: Outgoing,
): Promise<Error | undefined> {
  const { exchange, routingKey, content, headers = {}, ...properties } = message;
  return new Promise((resolve) => {
    const confirmed = (error: unknown) =>
      resolve(error ? failureOf(error as Error, exchange) : undefined);
    const options = { ...properties, headers, appId: APP_ID, persistent: true };
    const timestamp = Math.floor(Date.now() / 1_000);
    try {
      channel.publish(exchange, routingKey, content, { ...options, timestamp }, confirmed);
    } catch (error) {
      resolve(error as Error);
    }
  });
}

function failureOf({ message }: Error, exchange: string): Error {
  const words = `Rejected by '${exchange}': ${message}`;
  return message === NACKED ? new Rejected(words) : new Error(words);
}
