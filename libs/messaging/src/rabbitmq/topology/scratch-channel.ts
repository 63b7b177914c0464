import type { Channel } from 'amqplib';

export type OpenChannel = () => Promise<Channel>;

/** RabbitMQ's refusal of a request, e.g. 404; it closes the channel with it. */
export type Refusal = { code: number; error: Error };

/** A channel for requests that RabbitMQ may refuse by closing it: the next one opens another. */
export class ScratchChannel {
  private channel: Channel | undefined;

  constructor(private readonly open: OpenChannel) {}

  /** @throws anything but a refusal: a lost connection. */
  async ask(question: (channel: Channel) => Promise<unknown>): Promise<Refusal | undefined> {
    try {
      await question((this.channel ??= await this.opened()));
      return undefined;
    } catch (error) {
      this.channel = undefined;
      const { code } = error as { code?: unknown };
      if (typeof code !== 'number') throw error;
      return { code, error: error as Error };
    }
  }

  async close(): Promise<void> {
    await this.channel?.close().catch(() => undefined);
    this.channel = undefined;
  }

  private async opened(): Promise<Channel> {
    const channel = await this.open();
    channel.on('error', () => undefined);
    return channel;
  }
}
