import type { ConfirmChannel } from 'amqplib';
import type { Trouble } from '../amqp.js';
import { within } from '../pause.js';
import { type Delivery, deliveryOf } from './delivery.js';

/** A broker with an alarm, or a dead connection, does not answer. */
const CANCEL_LIMIT_MS = 2_000;

type ConsumerOptions = {
  queue: string;
  concurrency: number;
  /** @throws where it is to be delivered again. */
  take: (delivery: Delivery) => Promise<void>;
};

/** Consumes a queue, over one connection after the other. */
export class Consumer {
  private readonly inHand = new Set<Promise<void>>();
  private readonly stopped = new AbortController();
  private cancel: (() => Promise<unknown>) | undefined;

  constructor(private readonly options: ConsumerOptions) {}

  get stopping(): AbortSignal {
    return this.stopped.signal;
  }

  /**
   * Begins once what an earlier connection brought is done. RabbitMQ brings that again: it is not to be handled twice
   * at a time, nor beside later events.
   */
  async begin(channel: ConfirmChannel, lost: Trouble): Promise<void> {
    const { queue, concurrency } = this.options;
    await Promise.allSettled(this.inHand);
    if (this.stopping.aborted) return;
    await channel.prefetch(concurrency);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!message) return lost(new Error('RabbitMQ ended the consumer'));
      if (!this.stopping.aborted) this.keep(this.settle(deliveryOf(channel, message), lost));
    });
    this.cancel = () => channel.cancel(consumerTag);
  }

  /** Takes nothing new, and finishes what is in hand. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await within(CANCEL_LIMIT_MS, this.cancel?.());
    await Promise.all(this.inHand);
  }

  private keep(work: Promise<void>): void {
    this.inHand.add(work);
    void work.finally(() => this.inHand.delete(work));
  }

  /** Never rejects: what was not settled is delivered again. */
  private async settle(delivery: Delivery, lost: Trouble): Promise<void> {
    try {
      await this.options.take(delivery);
    } catch (error) {
      lost(error as Error);
    }
  }
}
