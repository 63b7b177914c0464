import { Injectable } from '@nestjs/common';
import { BrokerWakeUps, StoreUnavailable, Timers } from '#event-store';
import type { WakeUp, WakeUpRecorder } from '#messaging';

/** Records wake-ups that the broker holds, so that the sweeper sends none twice. */
@Injectable()
export class StoredWakeUpRecorder implements WakeUpRecorder {
  constructor(
    private readonly wakeUps: BrokerWakeUps,
    private readonly timers: Timers,
  ) {}

  later({ deploymentId, key, n }: WakeUp, delayMs: number): Promise<boolean> {
    return this.wakeUps.later({ deploymentId, wakeKey: key, n }, delayMs);
  }

  park({ deploymentId, key }: WakeUp, reason: string): Promise<void> {
    return this.timers.park(deploymentId, key, reason);
  }

  isAway(error: unknown): boolean {
    return error instanceof StoreUnavailable;
  }
}
