import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore } from '#event-store';
import { LOG } from '../gateway-settings.js';
import { PeriodicTask } from './periodic-task.js';

const HOUR_MS = 60 * 60 * 1000;

/** What a gateway removes or moves at its start and from time to time, unless it is switched off. */
export abstract class Purge implements OnApplicationBootstrap, OnModuleDestroy {
  @Inject(LOG) protected readonly log!: Logger;
  @Inject(EventStore) private readonly store!: EventStore;
  private task: PeriodicTask | undefined;

  protected readonly everyMs: number = HOUR_MS;
  /** What the log says where the store is away, or stops with us: the next time will do. */
  protected abstract readonly failed: string;

  protected isOn(): boolean {
    return true;
  }

  protected abstract purge(): Promise<void>;

  onApplicationBootstrap(): void {
    if (!this.isOn()) return;
    this.task = new PeriodicTask(
      this.everyMs,
      this.store.clock,
      () => this.purge(),
      (error) => this.log.warn({ err: error }, this.failed),
    );
    this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task?.stop();
  }
}
