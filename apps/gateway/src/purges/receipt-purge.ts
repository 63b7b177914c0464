import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Timers, EventStore, Receipts } from '#event-store';
import { LOG } from '../gateway-settings.js';
import { PeriodicTask } from './periodic-task.js';

const EACH_MS = 60 * 60 * 1000;

/** Removes answers that were kept long enough, and timers that ended: at start, and each hour. */
@Injectable()
export class ReceiptPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(Timers) private readonly timers!: Timers;
  private readonly task: PeriodicTask;

  constructor(
    private readonly receipts: Receipts,
    store: EventStore,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.task = new PeriodicTask(
      EACH_MS,
      store.clock,
      () => this.purge(),
      // The next hour will do.
      (error) => log.warn({ err: error }, 'Expired receipts and timers could not be removed.'),
    );
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.task.stop();
  }

  private async purge(): Promise<void> {
    const removed = await this.receipts.purge();
    if (removed > 0) this.log.info({ removed }, 'Receipts older than 90 days were removed.');
    const ended = await this.timers.removeEnded();
    if (ended > 0) {
      this.log.info({ ended }, 'Timers of newsletters that wait for nothing were removed.');
    }
  }
}
