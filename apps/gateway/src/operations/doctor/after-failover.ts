import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { FeedEpoch, PeriodicTask } from '#event-store';
import { AfterRestore } from './after-restore.js';

const EVERY_MS = 2_000;
const CALLER = { id: 'after-failover' };

/** Does automatically what an operator does after restoring a backup, if the store has lost committed data. */
@Injectable()
export class AfterFailover implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('AfterFailover');
  private readonly task = new PeriodicTask(EVERY_MS, () => this.check());
  private isDue = false;

  constructor(
    private readonly epochs: FeedEpoch,
    private readonly afterRestore: AfterRestore,
  ) {}

  onApplicationBootstrap(): void {
    this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  private async check(): Promise<void> {
    try {
      // The new epoch clears the sign of loss, so a later failure must be remembered to be retried.
      this.isDue ||= (await this.epochs.read()).older?.isLoss ?? false;
      if (!this.isDue) return;
      const { epoch, lookedAt, differences } = await this.afterRestore.run(CALLER);
      this.isDue = false;
      this.log.warn(
        `Epoch ${epoch} has begun. ${lookedAt} newsletters in progress are checked; differences to Omeda: ` +
          `${differences.length}. "newsletter doctor --after-restore" lists them`,
      );
    } catch (error) {
      this.log.warn((error as Error).message);
    }
  }
}
