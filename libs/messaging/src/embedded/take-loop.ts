import { backOffMs } from '../back-off.js';
import { Bell } from '../bell.js';
import type { EmbeddedSettings } from './settings.js';
import type { DeliveredTick, TickSource } from './tick-source.js';

export type TakeLoopParts = {
  source: TickSource;
  settings: EmbeddedSettings;
  /** How many more ticks may be in hand. */
  free: () => number;
  deliver: (tick: DeliveredTick) => void;
  /** Taken, but no longer wanted. */
  giveBack: (ticks: DeliveredTick[]) => Promise<void>;
  /** After each look at the source: it answered, or not and why. */
  looked: (failure?: { error: unknown }) => void;
};

/** Takes what is due as slots are free, and sleeps until something may be due. */
export class TakeLoop {
  private readonly bell = new Bell();
  private isStopping = false;
  private failures = 0;
  private vainLooks = 0;
  private running: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;

  constructor(private readonly parts: TakeLoopParts) {}

  start(): void {
    this.stopListening = this.parts.source.onChange(() => this.wake());
    this.running = this.run();
  }

  /** Looks again now. */
  wake(): void {
    this.bell.ring();
  }

  /** Takes nothing more; resolves when a look that is under way has ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.stopListening?.();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      this.bell.reset();
      await this.bell.sleep(await this.look());
    }
  }

  /** One look at the source; answers how many milliseconds to sleep after it. */
  private async look(): Promise<number> {
    const { settings, looked } = this.parts;
    try {
      const sleepMs = await this.takeDue();
      this.failures = 0;
      if (!this.isStopping) looked();
      return sleepMs;
    } catch (error) {
      this.failures += 1;
      if (!this.isStopping) looked({ error });
      return backOffMs(settings.sourceAwayMs, this.failures, settings.sourceAwayCeilingMs);
    }
  }

  private async takeDue(): Promise<number> {
    const { source, settings, free, deliver, giveBack } = this.parts;
    const limit = free();
    if (limit <= 0) return settings.pollCeilingMs;
    const ticks = await source.take(limit);
    if (this.isStopping) {
      await giveBack(ticks);
      return 0;
    }
    for (const tick of ticks) deliver(tick);
    if (ticks.length >= limit) return 0;
    const nextMs = (await source.msUntilNext()) ?? settings.pollCeilingMs;
    const floorMs = ticks.length === 0 ? this.floorMs(nextMs) : 0;
    return Math.min(settings.pollCeilingMs, Math.max(floorMs, nextMs));
  }

  /** A source that says "due now" and gives nothing must not keep process and store busy. */
  private floorMs(nextMs: number): number {
    const { pollFloorMs, pollCeilingMs } = this.parts.settings;
    this.vainLooks = nextMs < pollFloorMs ? this.vainLooks + 1 : 0;
    return this.vainLooks === 0 ? 0 : backOffMs(pollFloorMs, this.vainLooks, pollCeilingMs);
  }
}
