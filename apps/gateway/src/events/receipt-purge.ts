import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Alarms, EventStore, Receipts } from '#event-store';
import { LOG } from '../gateway-parts.js';

const EACH_MS = 60 * 60 * 1000;

/** Removes answers that were kept long enough, and timers that ended: at start, and each hour. */
@Injectable()
export class ReceiptPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(Alarms) private readonly alarms!: Alarms;
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
      const ended = await this.alarms.removeEnded();
      if (ended > 0)
        this.log.info({ ended }, 'Timers of newsletters that wait for nothing are removed.');
    } catch (error) {
      // The next hour will do.
      this.log.warn({ err: error }, 'Old kept answers and timers could not be removed.');
    }
  }
}
