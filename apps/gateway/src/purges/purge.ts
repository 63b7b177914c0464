import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore, PeriodicTask } from '#event-store';
import { LOG } from '../gateway-settings.js';

const HOUR_MS = 60 * 60 * 1000;

/** Data that a gateway removes or moves at its start and periodically, unless disabled. */
export abstract class Purge implements OnApplicationBootstrap, OnModuleDestroy {
  @Inject(LOG) protected readonly log!: Logger;
  @Inject(EventStore) private readonly store!: EventStore;
  private task: PeriodicTask | undefined;

  protected readonly everyMs: number = HOUR_MS;
  /** Logged if the store is unavailable, or closes with us: the next run does it. */
  protected abstract readonly failed: string;

  protected isOn(): boolean {
    return true;
  }

  protected abstract purge(): Promise<void>;

  onApplicationBootstrap(): void {
    if (!this.isOn()) return;
    this.task = new PeriodicTask(this.everyMs, () => this.run());
    this.task.start({ isAtOnce: true });
  }

  async onModuleDestroy(): Promise<void> {
    await this.task?.stop();
  }

  /** Not while the clock is unsteady: it may be years ahead, and removal is permanent. */
  private async run(): Promise<void> {
    try {
      if ((await this.store.clock.unsteadyForMs()) === 0) await this.purge();
    } catch (error) {
      this.log.warn({ err: error }, this.failed);
    }
  }
}
