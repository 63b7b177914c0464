import { hostname } from 'node:os';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { RabbitConnection } from './connection.js';
import { KeptChannel } from './kept-channel.js';

type ConsumerOptions = {
  connection: RabbitConnection;
  queue: string;
  /** Messages in hand at once: with the process's end all of them count as delivered. */
  prefetch: number;
  deliver: (channel: Channel, message: ConsumeMessage) => void;
  /** Whether messages are being consumed right now. */
  attached: (isAttached: boolean) => void;
};

/** Consumes a queue, and goes on by itself after whatever stopped it. */
export class Consumer {
  private readonly tag = `${hostname()}-${process.pid}`;
  private readonly kept: KeptChannel;

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
  }

  /** Takes nothing new; what is in hand can still be settled. */
  async cancel(): Promise<void> {
    this.kept.retire();
    try {
      await this.kept.channel?.cancel(this.tag);
    } catch {
      // The channel is gone, and its consumer with it.
    }
  }

  /** What is still in hand goes back to the queue. */
  async close(): Promise<void> {
    await this.kept.close();
  }

  private async consume(channel: Channel, giveUp: (why: Error) => void): Promise<void> {
    const { queue, prefetch, deliver } = this.options;
    await channel.prefetch(prefetch);
    await channel.consume(
      queue,
      (message) => {
        // Its queue was deleted: the broker says so by a message that is none.
        if (message) deliver(channel, message);
        else giveUp(new Error(`the broker cancelled the consumer of '${queue}'`));
      },
      { consumerTag: this.tag },
    );
  }
}
