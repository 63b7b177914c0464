import { Logger } from '@nestjs/common';
import type { ConfirmChannel, Message } from 'amqplib';
import { within } from '../../within.js';
import type { RabbitConnection } from '../connection/connection.js';
import { KeptChannel } from '../connection/kept-channel.js';
import { NotConfirmed, type Outgoing, Rejected, confirmedOn } from '../messages/outgoing.js';
import { whyOf } from '../errors/why.js';

const CONFIRM_LIMIT_MS = 10_000;

/** The one place that publishes: persistent, and confirmed by the broker. */
export class Publisher {
  private readonly logger = new Logger('RabbitMQ');
  private readonly kept: KeptChannel;
  private readonly returned = new Set<string>();
  private readonly publishing = new Set<() => void>();
  private isStopping = false;

  constructor(
    private readonly connection: RabbitConnection,
    private readonly confirmLimitMs = CONFIRM_LIMIT_MS,
  ) {
    this.kept = new KeptChannel({
      connection,
      purpose: 'publishing',
      right: 'write',
      prepare: async (channel) => {
        channel.on('return', ({ properties }: Message) => {
          this.returned.add(String(properties.messageId));
        });
      },
    });
  }

  /** The channel for the next message; undefined while there is none. */
  get channel(): ConfirmChannel | undefined {
    return this.kept.channel;
  }

  /** @throws NotConfirmed if it is rejected, unroutable though mandatory, or not confirmed in time. */
  async publish(message: Outgoing): Promise<void> {
    await this.publishAll([message]);
  }

  /**
   * In this order, with one wait for all confirms. Waits for a lost connection to be restored within
   * the same time limit, and until the process stops while RabbitMQ is low on memory or disk. What
   * is returned as unroutable is published again once what was missing is declared.
   * @throws NotConfirmed with which are not in.
   */
  async publishAll(messages: readonly Outgoing[]): Promise<void> {
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    if (this.isStopping) stop();
    this.publishing.add(stop);
    try {
      const published = this.deliver(messages);
      await Promise.race([published, stopped]);
      const { blockade } = this.connection;
      const leftMs = blockade.reason === undefined ? this.confirmLimitMs : 0;
      if (await within(leftMs, published)) return;
      throw new NotConfirmed('The process stops, and RabbitMQ has not confirmed yet', [
        ...messages.keys(),
      ]);
    } finally {
      this.publishing.delete(stop);
    }
  }

  /** The process stops: nothing waits any longer for memory or disk space of RabbitMQ. */
  stopWaiting(): void {
    this.isStopping = true;
    for (const stop of this.publishing) stop();
  }

  async close(): Promise<void> {
    this.stopWaiting();
    await this.kept.close();
  }

  private async deliver(messages: readonly Outgoing[]): Promise<void> {
    const returned = await this.attempt(messages);
    if (returned.length === 0) return;
    const again = returned.map((index) => messages[index]!);
    try {
      const wentThrough = await this.connection.restoreTopology(again[0]!.exchange);
      const lost = await this.attempt(again);
      if (lost.length > 0) throw new NotConfirmed(unroutable(again[lost[0]!]!), lost);
      wentThrough();
    } catch (error) {
      const lacking = error instanceof NotConfirmed ? error.lacking : [...again.keys()];
      throw new NotConfirmed(
        whyOf(error),
        lacking.map((place) => returned[place]!),
      );
    }
    this.logger.warn(`Republished ${again.length} messages that were returned as unroutable`);
  }

  /** Which of them were returned. @throws NotConfirmed */
  private async attempt(messages: readonly Outgoing[]): Promise<number[]> {
    if (messages.length === 0) return [];
    const channel = await this.openChannel(messages);
    const fates = messages.map((): Error | 'unknown' | 'confirmed' | 'returned' => 'unknown');
    const sent = messages.map(async (message, index) => {
      const error = await confirmedOn(channel, message);
      fates[index] = error ?? (this.returned.delete(message.messageId) ? 'returned' : 'confirmed');
    });
    const isInTime = await this.inTime(Promise.all(sent));
    const first = fates.findIndex((fate) => fate === 'unknown' || fate instanceof Error);
    if (first < 0) return [...fates.keys()].filter((index) => fates[index] === 'returned');
    const fate = fates.find((one) => one instanceof Error);
    const late = new Error(`Not confirmed within ${this.confirmLimitMs} ms`);
    // What stalls this channel would stall the next messages, too.
    if (!isInTime) this.kept.replace(channel, late);
    const lacking = [...fates.keys()].filter((index) => fates[index] !== 'confirmed');
    throw new NotConfirmed((fate ?? late).message, lacking, rejectedIn(fates));
  }

  private async openChannel(messages: readonly Outgoing[]): Promise<ConfirmChannel> {
    this.kept.start();
    try {
      return await this.kept.open(this.confirmLimitMs);
    } catch (error) {
      if (this.connection.blockade.wasWithin(this.confirmLimitMs))
        return this.openChannel(messages);
      throw new NotConfirmed((error as Error).message, [...messages.keys()]);
    }
  }

  /** The time during which RabbitMQ blocks publishers does not count. */
  private async inTime(sent: Promise<unknown>): Promise<boolean> {
    while (!(await within(this.confirmLimitMs, sent))) {
      if (!this.connection.blockade.wasWithin(this.confirmLimitMs)) return false;
    }
    return true;
  }
}

/** Undefined unless all others are in. */
function rejectedIn(fates: readonly unknown[]): number[] | undefined {
  const rejected = [...fates.keys()].filter((index) => fates[index] instanceof Rejected);
  const others = fates.length - rejected.length;
  return fates.filter((fate) => fate === 'confirmed').length === others ? rejected : undefined;
}

function unroutable({ exchange, routingKey }: Outgoing): string {
  return `No queue is bound to '${exchange}' for '${routingKey}'`;
}
