import { Logger } from '@nestjs/common';
import type { ChannelModel } from 'amqplib';

/** RabbitMQ blocks publishers while it has an alarm (memory or disk); nothing fails, everything waits. */
export class Blockade {
  private readonly logger = new Logger('RabbitMQ');
  private present: string | undefined;
  private endedAtMs = -Infinity;

  /** The alarm, in RabbitMQ's words, e.g. `low on disk`; undefined without one. */
  get reason(): string | undefined {
    return this.present;
  }

  listenTo(model: ChannelModel): void {
    this.present = undefined;
    model.on('blocked', (reason: string) => {
      this.present = reason;
      this.logger.error(
        `RabbitMQ blocks this connection: ${reason}. Free memory or disk space on its machine.`,
      );
    });
    model.on('unblocked', () => {
      this.end();
      this.logger.log('RabbitMQ no longer blocks this connection');
    });
  }

  end(): void {
    if (this.present === undefined) return;
    this.present = undefined;
    this.endedAtMs = performance.now();
  }

  /** Whether there was one within the last this many milliseconds, or is one: nothing can be in time then. */
  wasWithin(ms: number): boolean {
    return this.present !== undefined || performance.now() - this.endedAtMs < ms;
  }
}
