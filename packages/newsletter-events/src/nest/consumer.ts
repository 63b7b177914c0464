import type { ConfirmChannel } from 'amqplib';
import type { Trouble } from '../amqp.js';
import { pause, within } from '../pause.js';
import { type Delivery, deliveryOf } from './delivery.js';

/** A broker with an alarm, or a dead connection, does not respond. */
const CANCEL_LIMIT_MS = 2_000;
/** Otherwise nobody would learn why no event is handled any more. */
const REMIND_EVERY_MS = 60_000;

type ConsumerOptions = {
  queue: string;
  concurrency: number;
  /** @throws if it must be delivered again. */
  take: (delivery: Delivery) => Promise<void>;
  onTrouble: Trouble;
  wait?: typeof pause;
};

/** Consumes a queue, and reconnects. */
export class Consumer {
  private readonly inHand = new Set<Promise<void>>();
  private readonly stopped = new AbortController();
  /** Ends the reports of how long it waits. */
  private reminder = new AbortController();
  private cancel: (() => Promise<unknown>) | undefined;

  constructor(private readonly options: ConsumerOptions) {}

  get stopping(): AbortSignal {
    return this.stopped.signal;
  }

  /**
   * Begins once the deliveries of an earlier connection are done. RabbitMQ redelivers them: they must not be
   * handled twice at a time, nor beside later events.
   */
  async begin(channel: ConfirmChannel, lost: Trouble): Promise<void> {
    const { queue, concurrency } = this.options;
    await this.earlierDone();
    if (this.stopping.aborted) return;
    await channel.prefetch(concurrency);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!message) return lost(new Error('RabbitMQ ended the consumer'));
      if (!this.stopping.aborted) this.keep(this.settle(deliveryOf(channel, message), lost));
    });
    this.cancel = () => channel.cancel(consumerTag);
  }

  private async earlierDone(): Promise<void> {
    this.reminder.abort();
    const reminder = new AbortController();
    this.reminder = reminder;
    void this.remind(AbortSignal.any([reminder.signal, this.stopping]));
    await Promise.allSettled(this.inHand);
    reminder.abort();
  }

  private async remind(signal: AbortSignal): Promise<void> {
    const { wait = pause, onTrouble } = this.options;
    for (;;) {
      await wait(REMIND_EVERY_MS, signal);
      if (signal.aborted) return;
      const count = this.inHand.size;
      const words = `Handlers from before RabbitMQ was connected again are still running: ${count}. Until they end, no event is consumed.`;
      onTrouble(new Error(`${words} Give what they wait for a time limit.`));
    }
  }

  /** Takes nothing new, and finishes what is in progress. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await within(CANCEL_LIMIT_MS, this.cancel?.());
    await Promise.all(this.inHand);
  }

  private keep(work: Promise<void>): void {
    this.inHand.add(work);
    void work.finally(() => this.inHand.delete(work));
  }

  /** Never rejects: what was not acknowledged is redelivered. */
  private async settle(delivery: Delivery, lost: Trouble): Promise<void> {
    try {
      await this.options.take(delivery);
    } catch (error) {
      lost(error as Error);
    }
  }
}
