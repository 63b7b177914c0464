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
  /** Returned when no queue is bound for it, and then an error. */
  mandatory?: boolean;
};

/** The broker did not take responsibility for all of it; what was not confirmed may be there yet. */
export class NotConfirmed extends Error {
  override name = 'NotConfirmed';

  constructor(
    why: string,
    /** So many from the first on were confirmed. */
    readonly confirmed: number,
  ) {
    super(why);
  }
}

/** Resolves when the broker has answered: with what went wrong, or with nothing. */
export function confirmedOn(
  channel: ConfirmChannel,
  message: Outgoing,
): Promise<Error | undefined> {
  const { exchange, routingKey, content, headers = {}, ...properties } = message;
  return new Promise((resolve) => {
    const confirmed = (error: unknown) =>
      resolve(
        error ? new Error(`Rejected by '${exchange}': ${(error as Error).message}`) : undefined,
      );
    const options = { ...properties, headers, appId: APP_ID, persistent: true };
    const timestamp = Math.floor(Date.now() / 1_000);
    try {
      channel.publish(exchange, routingKey, content, { ...options, timestamp }, confirmed);
    } catch (error) {
      resolve(error as Error);
    }
  });
}
