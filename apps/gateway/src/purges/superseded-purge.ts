import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore, SupersededSnapshots } from '#event-store';
import { GATEWAY_PARTS, type GatewayParts, LOG } from '../gateway-parts.js';
import { PeriodicTask } from './periodic-task.js';

const EVERY_MS = 60 * 60 * 1000;

/** Removes content that later saves replaced long enough ago: at start, and each hour. */
@Injectable()
export class SupersededPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task: PeriodicTask;

  constructor(
    private readonly snapshots: SupersededSnapshots,
    store: EventStore,
    @Inject(GATEWAY_PARTS) private readonly parts: GatewayParts,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.task = new PeriodicTask(
      EVERY_MS,
      store.clock,
      () => this.purge(),
      (error) =>
        log.warn({ err: error }, 'Replaced content could not be removed; the next hour will do.'),
    );
  }

  onApplicationBootstrap(): void {
    if (this.parts.supersededContentDays > 0) this.task.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.task.stop();
  }

  private async purge(): Promise<void> {
    const days = this.parts.supersededContentDays;
    const { removed, bytes } = await this.snapshots.purge(days);
    if (removed === 0) return;
    this.log.info({ removed, bytes }, `Content replaced more than ${days} days ago is removed.`);
  }
}
