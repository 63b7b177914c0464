import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore, Receipts } from '#event-store';
import { LOG } from '../gateway-parts.js';

const EACH_MS = 60 * 60 * 1000;

/** Removes answers that were kept long enough: at start, and each hour. */
@Injectable()
export class ReceiptPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly receipts: Receipts,
    private readonly store: EventStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const purge = () => (this.running = this.purge());
    this.timer = setInterval(() => void purge(), EACH_MS).unref();
    void purge();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async purge(): Promise<void> {
    try {
      if ((await this.store.clock.unsteadyForMs()) > 0) return;
      const removed = await this.receipts.purge();
      if (removed > 0) this.log.info({ removed }, 'Kept answers older than 90 days are removed.');
    } catch (error) {
      // The next hour will do.
      this.log.warn({ err: error }, 'Old kept answers could not be removed.');
    }
  }
}
