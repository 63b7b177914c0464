import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { type Erased, Erasures, EventStore } from '#event-store';
import { LOG } from '../gateway-parts.js';

/** So long a deleted post can be asked about: what did it say, who was to get the test? */
export const KEEP_DELETED_MS = 30 * 24 * 60 * 60 * 1000;
const EVERY_MS = 10 * 60 * 1000;

/** Erases what belongs to posts that were deleted 30 days ago, from time to time. */
@Injectable()
export class Purge implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly erasures: Erasures,
    private readonly store: EventStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.start(), EVERY_MS);
    this.timer.unref();
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }

  private start(): void {
    this.current = this.current.then(() => this.run());
  }

  private async run(): Promise<void> {
    try {
      // Nothing is erased for good by a clock that may be years ahead.
      if ((await this.store.clock.unsteadyForMs()) > 0) return;
      let erased: Erased[];
      do {
        erased = await this.erasures.purge(KEEP_DELETED_MS);
        if (erased.length > 0) this.log.info({ erased: erased.length }, 'Deleted posts erased.');
      } while (erased.length > 0);
    } catch (error) {
      // The store is away, or stops with us: the next time will do.
      this.log.warn({ err: error }, 'Nothing was purged.');
    }
  }
}
