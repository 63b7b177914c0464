import { Injectable } from '@nestjs/common';
import { Alarms, BrokerTicks } from '#event-store';
import type { Tick, TickBook } from '#messaging';

/** What the store remembers of ticks in the broker's hands, so that the sweeper sends none twice. */
@Injectable()
export class StoredTickBook implements TickBook {
  constructor(
    private readonly ticks: BrokerTicks,
    private readonly alarms: Alarms,
  ) {}

  later({ deploymentId, key, n }: Tick, delayMs: number): Promise<void> {
    return this.ticks.later({ deploymentId, wakeKey: key, n }, delayMs);
  }

  park({ deploymentId, key }: Tick, reason: string): Promise<void> {
    return this.alarms.park(deploymentId, key, reason);
  }
}
