import { hostname } from 'node:os';
import type { Channel, ConsumeMessage } from 'amqplib';
import { within } from '../../within.js';
import type { RabbitConnection } from '../connection/connection.js';
import { KeptChannel } from '../connection/kept-channel.js';

type ConsumerOptions = {
  connection: RabbitConnection;
  queue: string;
  /** Messages in progress at once: if the process dies, all of them count as delivered. */
  prefetch: number;
  deliver: (channel: Channel, message: ConsumeMessage) => void;
  /** Whether messages are being consumed right now. */
  attached: (isAttached: boolean) => void;
  /** Nothing that was delivered is still in progress. */
  isIdle: () => boolean;
  /** A consumer that has received nothing for this long reopens its channel, in milliseconds. */
  renewIdleMs?: number;
};

/** As often as the topology is compared: whatever stalls a consumer is over after two minutes. */
const RENEW_IDLE_MS = 60_000;
/** RabbitMQ reads nothing from a connection that it blocks. */
const CANCEL_LIMIT_MS = 2_000;

/**
 * Consumes a queue, and resumes after whatever stopped it. RabbitMQ 3.x does not always
 * report that it stopped: where a quorum queue is deleted and declared again at once, the consumer
 * moves to the new queue, whose messages count as delivered to it and never arrive (seen on
 * 3.10.8, not on 4.0.5 and 4.3.6). A new channel has them redelivered.
 */
export class Consumer {
  private readonly tag = `${hostname()}-${process.pid}`;
  private readonly kept: KeptChannel;
  private isUnused = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ConsumerOptions) {
    this.kept = new KeptChannel({
      connection: options.connection,
      purpose: `consuming '${options.queue}'`,
      right: 'read',
      prepare: (channel, giveUp) => this.consume(channel, giveUp),
      changed: options.attached,
    });
  }

  /** Why nothing is consumed; undefined while it is, and while there is no connection. */
  get fault(): string | undefined {
    return this.kept.fault;
  }

  start(): void {
    this.kept.start();
    const { renewIdleMs = RENEW_IDLE_MS } = this.options;
    this.timer ??= setInterval(() => this.renewUnused(), renewIdleMs).unref();
  }

  /** Takes nothing new; what is in progress can still be acknowledged. */
  async cancel(): Promise<void> {
    clearInterval(this.timer);
    this.kept.retire();
    const { channel } = this.kept;
    try {
      if (channel) await within(CANCEL_LIMIT_MS, channel.cancel(this.tag));
    } catch {
      // The channel is closed, and its consumer with it.
    }
  }

  /** What is still in progress goes back to the queue. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.kept.close();
  }

  private renewUnused(): void {
    if (this.isUnused && this.options.isIdle()) this.kept.renew();
    this.isUnused = true;
  }

  private async consume(channel: Channel, giveUp: (why: Error) => void): Promise<void> {
    const { queue, prefetch, deliver } = this.options;
    await channel.prefetch(prefetch);
    await channel.consume(
      queue,
      (message) => {
        this.isUnused = false;
        // Its queue was deleted: the broker reports that by a null message.
        if (message) deliver(channel, message);
        else giveUp(new Error(`the broker cancelled the consumer of '${queue}'`));
      },
      { consumerTag: this.tag },
    );
  }
}
