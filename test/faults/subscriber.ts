import { type ChannelModel, type RecoveringChannelModel, connect } from 'amqplib';

type Announced = { id: string; type: string; subject: string; streamversion: number };

/** Another service: its own durable queue on the events exchange, across restarts of the broker. */
export class Subscriber {
  /** In order of arrival, including repeats. */
  readonly received: Announced[] = [];

  private constructor(private readonly connection: RecoveringChannelModel) {}

  static async open(brokerUrl: string, prefix: string): Promise<Subscriber> {
    const received: Announced[] = [];
    const setup = async (model: ChannelModel) => {
      model.on('error', () => undefined);
      const channel = await model.createChannel();
      channel.on('error', () => undefined);
      await channel.assertExchange(`${prefix}.events`, 'topic', { durable: true });
      const queue = `${prefix}.spec-subscriber`;
      await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      await channel.bindQueue(queue, `${prefix}.events`, '#');
      await channel.consume(queue, (message) => {
        if (!message) return;
        received.push(JSON.parse(message.content.toString()) as Announced);
        channel.ack(message);
      });
    };
    const connection = await connect(brokerUrl, {
      recovery: { setup, initialDelay: 200, maxDelay: 2_000 },
    });
    connection.on('error', () => undefined);
    return Object.assign(new Subscriber(connection), { received });
  }

  /** By deployment, without what is not above the last version: what a subscriber acts on. */
  byNewsletter(): Map<string, string[]> {
    const last = new Map<string, number>();
    const byNewsletter = new Map<string, string[]>();
    for (const { subject, streamversion, type } of this.received) {
      if (streamversion <= (last.get(subject) ?? 0)) continue;
      last.set(subject, streamversion);
      byNewsletter.set(subject, [...(byNewsletter.get(subject) ?? []), type]);
    }
    return byNewsletter;
  }

  async close(prefix: string): Promise<void> {
    const channel = await this.connection.createChannel();
    await channel.deleteQueue(`${prefix}.spec-subscriber`);
    await this.connection.close();
  }
}
