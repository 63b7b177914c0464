import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { CallRecords, EventStore } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from '../gateway-settings.js';
import { PeriodicTask } from './periodic-task.js';

const EVERY_MS = 60 * 60 * 1000;

/** Removes records of calls to Omeda that are old enough: at start, and each hour. */
@Injectable()
export class CallPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task: PeriodicTask;

  constructor(
    private readonly records: CallRecords,
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
          'Old calls to Omeda could not be removed. It is tried again in an hour.',
        ),
    );
  }

  onApplicationBootstrap(): void {
    if (this.settings.omedaCallDays > 0) this.task.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.task.stop();
  }

  private async purge(): Promise<void> {
    const days = this.settings.omedaCallDays;
    const removed = await this.records.purge(days);
    if (removed > 0) this.log.info({ removed }, `Calls older than ${days} days were removed.`);
  }
}
