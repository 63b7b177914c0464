import type { ConfirmChannel, Message } from 'amqplib';
import { within } from '../within.js';
import type { RabbitConnection } from './connection.js';
import { KeptChannel } from './kept-channel.js';

/** Shows on the management pages beside each message. */
export const APP_ID = 'omeda-newsletter-connector';

const CONFIRM_LIMIT_MS = 10_000;

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

/** The one place that publishes: persistent, and confirmed by the broker before it is done. */
export class Publisher {
  private readonly kept: KeptChannel;
  private readonly returned = new Set<string>();

  constructor(
    connection: RabbitConnection,
    private readonly confirmLimitMs = CONFIRM_LIMIT_MS,
  ) {
    this.kept = new KeptChannel({
      connection,
      purpose: 'publishing',
      prepare: async (channel) => {
        channel.on('return', ({ properties }: Message) => {
          this.returned.add(String(properties.messageId));
        });
      },
    });
  }

  /** @throws NotConfirmed when it is refused, unroutable though mandatory, or not confirmed in time. */
  async publish(message: Outgoing): Promise<void> {
    await this.publishAll([message]);
  }

  /**
   * In this order, with one wait for all confirms. Waits for a lost connection to come back within
   * the same time limit.
   * @throws NotConfirmed with how many of the first ones are in.
   */
  async publishAll(messages: readonly Outgoing[]): Promise<void> {
    if (messages.length === 0) return;
    const channel = await this.channel();
    const fates = messages.map((): Error | 'unknown' | 'confirmed' => 'unknown');
    const sent = messages.map(async (message, index) => {
      const error = await this.send(channel, message);
      fates[index] = error ?? 'confirmed';
    });
    const isInTime = await within(this.confirmLimitMs, Promise.all(sent));
    const first = fates.findIndex((fate) => fate !== 'confirmed');
    if (first < 0) return;
    const fate = fates.find((one) => one instanceof Error);
    const late = new Error(`Not confirmed within ${this.confirmLimitMs} ms`);
    // What holds this channel up would hold up the next messages, too.
    if (!isInTime) this.kept.replace(channel, late);
    throw new NotConfirmed((fate ?? late).message, first);
  }

  async close(): Promise<void> {
    await this.kept.close();
  }

  private async channel(): Promise<ConfirmChannel> {
    this.kept.start();
    try {
      return await this.kept.open(this.confirmLimitMs);
    } catch (error) {
      throw new NotConfirmed((error as Error).message, 0);
    }
  }

  /** Resolves with what went wrong, when the broker has answered. */
  private send(channel: ConfirmChannel, message: Outgoing): Promise<Error | undefined> {
    const { exchange, routingKey, content, messageId, headers = {}, ...properties } = message;
    return new Promise((resolve) => {
      const confirmed = (error: unknown) => {
        const isReturned = this.returned.delete(messageId);
        if (error) resolve(new Error(`Rejected by '${exchange}': ${(error as Error).message}`));
        else resolve(isReturned ? unroutable(message) : undefined);
      };
      const options = { ...properties, messageId, headers, appId: APP_ID, persistent: true };
      const timestamp = Math.floor(Date.now() / 1_000);
      try {
        channel.publish(exchange, routingKey, content, { ...options, timestamp }, confirmed);
      } catch (error) {
        resolve(error as Error);
      }
    });
  }
}

function unroutable({ exchange, routingKey }: Outgoing): Error {
  return new Error(`No queue is bound to '${exchange}' for '${routingKey}'`);
}
