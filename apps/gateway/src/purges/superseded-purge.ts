import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore, SupersededSnapshots } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from '../gateway-settings.js';
import { PeriodicTask } from './periodic-task.js';

const EVERY_MS = 60 * 60 * 1000;

/** Removes content that later saves replaced long enough ago: at start, and each hour. */
@Injectable()
export class SupersededPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task: PeriodicTask;

  constructor(
    private readonly snapshots: SupersededSnapshots,
    store: EventStore,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.task = new PeriodicTask(
      EVERY_MS,
      store.clock,
      () => this.purge(),
      (error) =>
        log.warn(
          { err: error },
          'Replaced content could not be removed. It is tried again in an hour.',
        ),
    );
  }

  onApplicationBootstrap(): void {
    if (this.settings.supersededContentDays > 0) this.task.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.task.stop();
  }

  private async purge(): Promise<void> {
    const days = this.settings.supersededContentDays;
    const { removed, bytes } = await this.snapshots.purge(days);
    if (removed === 0) return;
    this.log.info({ removed, bytes }, `Content replaced more than ${days} days ago was removed.`);
  }
}
