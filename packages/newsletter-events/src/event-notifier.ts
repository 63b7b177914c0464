import { randomUUID } from 'node:crypto';
import type { Channel, ChannelModel } from 'amqplib';
import type { AmqpOptions } from './amqp-options.js';
import { type Trouble, keepConnected } from './amqp.js';

type NotifierOptions = AmqpOptions & {
  sites?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
  notify: () => void;
  onTrouble: Trouble;
  signal: AbortSignal;
};

/** One notification is as good as many: the queue holds one and never delays the publisher. */
const QUEUE = {
  exclusive: true,
  durable: false,
  autoDelete: true,
  arguments: { 'x-max-length': 1, 'x-overflow': 'drop-head' },
};

/**
 * RabbitMQ signals that something happened; the events themselves are read from the feed. So a purge, a
 * restart, or a lost message costs time at most, and each event arrives once and in order.
 */
export class EventNotifier {
  private isUp = false;
  private readonly done: Promise<void>;

  constructor(private readonly options: NotifierOptions) {
    const { url, service, onTrouble, signal, notify } = options;
    const name = `${service} follows newsletters`;
    const setUp = (model: ChannelModel, lost: Trouble) => this.listen(model, lost);
    const changed = (isUp: boolean) => {
      this.isUp = isUp;
      // Notifications in the meantime were missed, so waiting callers must poll now.
      notify();
    };
    this.done = keepConnected({ url, name, setUp, changed, onTrouble, signal }).catch(onTrouble);
  }

  /** Whether it is notified of events; otherwise they must be polled. */
  get isNotifying(): boolean {
    return this.isUp;
  }

  async closed(): Promise<void> {
    await this.done;
  }

  private async listen(model: ChannelModel, lost: Trouble): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', lost);
    channel.on('close', () => lost(new Error('RabbitMQ closed the channel')));
    const { queue } = await channel.assertQueue(
      `${this.options.service}.rings.${randomUUID()}`,
      QUEUE,
    );
    await this.bind(channel, queue);
    const received = (message: unknown) => {
      if (message) this.options.notify();
      else lost(new Error('RabbitMQ ended the consumer'));
    };
    await channel.consume(queue, received, { noAck: true, exclusive: true });
  }

  private async bind(channel: Channel, queue: string): Promise<void> {
    const { prefix = 'newsletter', sites, types = ['deployment.*'] } = this.options;
    if (sites) {
      for (const site of sites) {
        const args = { 'x-match': 'all', 'nl-site': site };
        await channel.bindQueue(queue, `${prefix}.events.by-site`, '', args);
      }
      return;
    }
    for (const key of types) await channel.bindQueue(queue, `${prefix}.events`, key);
  }
}
