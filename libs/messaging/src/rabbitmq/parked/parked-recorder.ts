import { Logger } from '@nestjs/common';
import type { Channel, ConsumeMessage } from 'amqplib';
import { backOffMs } from '../../back-off.js';
import { reasonOf } from '../../reason.js';
import type { RabbitConnection } from '../connection/connection.js';
import { Consumer } from '../consuming/consumer.js';
import { type ParkedMessage, parkedMessageOf } from '../messages/parked-message.js';
import { acknowledge, putBack, settle } from '../consuming/settle.js';
import { deliveriesOf } from '../messages/wake-up-message.js';
import { DelayedRequeue } from '../consuming/delayed-requeue.js';

const PREFETCH = 10;
const AGAIN_MS = 1_000;
const AGAIN_CEILING_MS = 30_000;

/** Records everything that is parked in the store, from a separate queue: people read the other. */
export class ParkedRecorder {
  private readonly logger = new Logger('RabbitMQ');
  private readonly waiting = new DelayedRequeue();
  private readonly consumer: Consumer;
  private recording = 0;
  private isClosing = false;

  /** `record` gets a message again if it rejects, and may get one twice. */
  constructor(
    private readonly connection: RabbitConnection,
    private readonly record: (parked: ParkedMessage) => Promise<void>,
  ) {
    this.consumer = new Consumer({
      connection,
      queue: connection.topology.names.parkedRecord,
      prefetch: PREFETCH,
      deliver: (channel, message) => void this.take(channel, message),
      attached: () => undefined,
      isIdle: () => this.recording + this.waiting.size === 0,
    });
  }

  start(): void {
    this.consumer.start();
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.consumer.cancel();
    this.waiting.clear();
    await this.consumer.close();
  }

  private async take(channel: Channel, message: ConsumeMessage): Promise<void> {
    this.recording += 1;
    try {
      await this.record(parkedMessageOf(message, this.connection.topology.names));
      acknowledge(channel, message);
    } catch (error) {
      this.logger.warn(`A parked message is not recorded: ${reasonOf(error)}`);
      const againMs = backOffMs(AGAIN_MS, deliveriesOf(message), AGAIN_CEILING_MS);
      this.waiting.enter(this.isClosing ? 0 : againMs, () => {
        settle({ channel, message }, putBack);
      });
    } finally {
      this.recording -= 1;
    }
  }
}
