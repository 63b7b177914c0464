import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EventStore } from '../event-store.js';
import { PeriodicTask } from '../clock/periodic-task.js';
import type { Known } from '../streams/last-known.js';
import { FeedEpoch } from './feed-epoch.js';

const EVERY_MS = 2_000;

/** Notices that the store has lost committed events, also while nothing happens, and records it for all processes. */
@Injectable()
export class LossWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('LossWatch');
  private readonly task = new PeriodicTask(EVERY_MS, () => this.check());
  private unrecorded: Known | undefined;
  private readonly stopListening: () => void;

  constructor(
    private readonly store: EventStore,
    private readonly epochs: FeedEpoch,
  ) {
    this.stopListening = store.known.onLost((lost) => {
      this.log.error(
        `Event ${lost.position} of ${lost.at} is missing: a lagging standby was promoted, or a backup was restored. ` +
          'A gateway compares the store with Omeda now, and WordPress sends its newsletters again.',
      );
      this.unrecorded = lost;
    });
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopListening();
    await this.task.stop();
  }

  private async check(): Promise<void> {
    try {
      if (!this.store.known.wasAsked()) await this.store.verify();
      const lost = this.unrecorded;
      if (!lost) return;
      await this.epochs.noticeLoss(lost);
      this.unrecorded = undefined;
    } catch (error) {
      // The store is unavailable, which others report: the next round will do.
      this.log.debug((error as Error).message);
    }
  }
}
