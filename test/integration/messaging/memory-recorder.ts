import type { WakeUp, WakeUpRecorder } from '#messaging';

/** As if the store were unavailable. */
export class RecorderAway extends Error {}

/** What a store would remember of wake-ups. */
export class MemoryRecorder implements WakeUpRecorder {
  readonly postponed: { wakeUp: WakeUp; delayMs: number }[] = [];
  readonly parked: { wakeUp: WakeUp; reason: string }[] = [];

  async later(wakeUp: WakeUp, delayMs: number): Promise<boolean> {
    this.postponed.push({ wakeUp, delayMs });
    return true;
  }

  async park(wakeUp: WakeUp, reason: string): Promise<void> {
    this.parked.push({ wakeUp, reason });
  }

  isAway(error: unknown): boolean {
    return error instanceof RecorderAway;
  }
}
