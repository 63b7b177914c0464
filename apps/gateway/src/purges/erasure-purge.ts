import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { type Erased, Erasures, EventStore } from '#event-store';
import { LOG } from '../gateway-settings.js';
import { PeriodicTask } from './periodic-task.js';

/** So long a deleted post can be asked about: what did it say, who was to get the test? */
const KEEP_DELETED_MS = 30 * 24 * 60 * 60 * 1000;
const EVERY_MS = 10 * 60 * 1000;

/** Erases what belongs to posts that were deleted 30 days ago, from time to time. */
@Injectable()
export class ErasurePurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task: PeriodicTask;

  constructor(
    private readonly erasures: Erasures,
    store: EventStore,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.task = new PeriodicTask(
      EVERY_MS,
      store.clock,
      () => this.purge(),
      // The store is away, or stops with us: the next time will do.
      (error) => log.warn({ err: error }, 'Nothing was purged.'),
    );
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.task.stop();
  }

  private async purge(): Promise<void> {
    let erased: Erased[];
    do {
      erased = await this.erasures.purge(KEEP_DELETED_MS);
      if (erased.length > 0) this.log.info({ erased: erased.length }, 'Deleted posts erased.');
    } while (erased.length > 0);
  }
}
