import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';

export type Announced = {
  id: string;
  subject: string;
  epoch: string;
  streamversion: number;
  time: string;
};

/** `missing`: those of them that never arrived, or so late that a subscriber drops them. */
export type Heard = { announced: number; missing: number };

const RETRY_MS = 250;

/** Another service: its own queue, and the handling of events that docs/subscribing.md prescribes. */
export class Announcements {
  private readonly queue: string;
  private readonly exchange: string;
  private readonly kept = new Set<string>();
  private readonly last = new Map<string, number>();
  private pauseMs = 0;
  private isOver = false;
  private end: (() => Promise<void>) | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly urls: readonly string[],
    prefix: string,
  ) {
    this.queue = `${prefix}-subscriber`;
    this.exchange = `${prefix}.events`;
  }

  /** Resolves once its queue is bound. */
  async start(): Promise<void> {
    await new Promise<void>((bound) => {
      this.running = this.run(bound);
    });
  }

  /** The longest delay of an announcement since the last call. */
  takePauseMs(): number {
    const ms = this.pauseMs;
    this.pauseMs = 0;
    return ms;
  }

  /** Until it has everything in the feed, or nothing more arrives. */
  async compare(wanted: readonly Announced[], standstillMs = 60_000): Promise<Heard> {
    let before = -1;
    for (let quietMs = 0; quietMs < standstillMs && this.missing(wanted) > 0; quietMs += RETRY_MS) {
      if (this.kept.size !== before) quietMs = 0;
      before = this.kept.size;
      await delay(RETRY_MS);
    }
    return { announced: wanted.length, missing: this.missing(wanted) };
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.end?.().catch(() => undefined);
    await this.running;
  }

  private missing(wanted: readonly Announced[]): number {
    return wanted.filter(({ id }) => !this.kept.has(id)).length;
  }

  private async run(bound: () => void): Promise<void> {
    for (let tries = 0; !this.isOver; tries += 1) {
      const url = this.urls[tries % this.urls.length]!;
      await this.consume(url, bound).catch(() => undefined);
      await delay(RETRY_MS);
    }
  }

  /** Until the connection, the channel, or the consumer ends. */
  private async consume(url: string, bound: () => void): Promise<void> {
    const connection = await connect(url, { timeout: 5_000 });
    const ended = new Promise<void>((resolve) => {
      connection.on('close', () => resolve());
      connection.on('error', () => resolve());
    });
    this.end = async () => connection.close();
    try {
      const channel = await connection.createChannel();
      const broken = new Promise<void>((resolve) => {
        channel.on('close', () => resolve());
        channel.on('error', () => resolve());
        void this.declare(channel, resolve).then(bound, () => resolve());
      });
      await Promise.race([ended, broken]);
    } finally {
      await connection.close().catch(() => undefined);
    }
  }

  private async declare(
    channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>,
    cancelled: () => void,
  ): Promise<void> {
    const { queue, exchange } = this;
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(queue, exchange, '#');
    await channel.prefetch(50);
    await channel.consume(queue, (message) => {
      if (!message) return cancelled();
      this.take(JSON.parse(message.content.toString()) as Announced);
      channel.ack(message);
    });
  }

  private take({ id, epoch, subject, streamversion, time }: Announced): void {
    const counted = `${epoch} ${subject}`;
    if (streamversion <= (this.last.get(counted) ?? 0)) return;
    this.last.set(counted, streamversion);
    this.kept.add(id);
    this.pauseMs = Math.max(this.pauseMs, Date.now() - Date.parse(time));
  }
}
