import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EventStore } from '../event-store.js';
import { PeriodicTask } from './periodic-task.js';
import { type ClockReading, unsteadyClock } from './clock.js';

const EVERY_MS = 2_000;

/** Polls the database's clock, so that a jump is noticed even while nothing else happens. */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Clock');
  private readonly task = new PeriodicTask(EVERY_MS, () => this.check());
  private loggedMs = 0;
  private whenUnsteady: () => Promise<void> = async () => undefined;

  constructor(private readonly store: EventStore) {}

  /** What to do in each round while the clock is not steady. */
  onUnsteady(work: () => Promise<void>): void {
    this.whenUnsteady = work;
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  private async check(): Promise<void> {
    try {
      const check = await this.store.clock.see();
      this.report(check);
      if (check.jumpedAtMs !== null) await this.whenUnsteady();
    } catch (error) {
      // The store is unavailable, which others report: the next round will do.
      this.log.debug((error as Error).message);
    }
  }

  private report({ jumpedAtMs, steadyMs }: ClockReading): void {
    const jump = jumpedAtMs ?? 0;
    if (jump === this.loggedMs) return;
    this.loggedMs = jump;
    if (jump === 0) this.log.log('The database’s clock is steady again. Processing continues.');
    else this.log.error(unsteadyClock(steadyMs));
  }
}
