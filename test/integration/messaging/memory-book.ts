import type { Tick, TickBook } from '#messaging';

/** What a store would remember of ticks. */
export class MemoryBook implements TickBook {
  readonly postponed: { tick: Tick; delayMs: number }[] = [];
  readonly parked: { tick: Tick; reason: string }[] = [];

  async later(tick: Tick, delayMs: number): Promise<void> {
    this.postponed.push({ tick, delayMs });
  }

  async park(tick: Tick, reason: string): Promise<void> {
    this.parked.push({ tick, reason });
  }
}
