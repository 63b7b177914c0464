import { backOffMs } from '../back-off.js';
import { Signal } from '../signal.js';
import type { EmbeddedSettings } from './settings.js';
import type { DeliveredWakeUp, WakeUpSource } from './wake-up-source.js';

export type TakeLoopOptions = {
  source: WakeUpSource;
  settings: EmbeddedSettings;
  /** How many more wake-ups may be in progress. */
  free: () => number;
  deliver: (wakeUp: DeliveredWakeUp) => void;
  /** Taken, but no longer wanted. */
  giveBack: (wakeUps: DeliveredWakeUp[]) => Promise<void>;
  /** After each poll of the source: it responded, or why it did not. */
  polled: (failure?: { error: unknown }) => void;
};

/** Takes what is due as slots are free, and sleeps until something may be due. */
export class TakeLoop {
  private readonly signal = new Signal();
  private isStopping = false;
  private failures = 0;
  private emptyPolls = 0;
  private running: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;

  constructor(private readonly options: TakeLoopOptions) {}

  start(): void {
    this.stopListening = this.options.source.onChange(() => this.wake());
    this.running = this.run();
  }

  /** Polls now. */
  wake(): void {
    this.signal.notify();
  }

  /** Takes nothing more; resolves when a poll that is under way has ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.stopListening?.();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      this.signal.reset();
      await this.signal.sleep(await this.poll());
    }
  }

  /** Polls the source once; returns how many milliseconds to sleep after it. */
  private async poll(): Promise<number> {
    const { settings, polled } = this.options;
    try {
      const sleepMs = await this.takeDue();
      this.failures = 0;
      if (!this.isStopping) polled();
      return sleepMs;
    } catch (error) {
      this.failures += 1;
      if (!this.isStopping) polled({ error });
      return backOffMs(settings.sourceAwayMs, this.failures, settings.sourceAwayCeilingMs);
    }
  }

  private async takeDue(): Promise<number> {
    const { source, settings, free, deliver, giveBack } = this.options;
    const limit = free();
    if (limit <= 0) return settings.pollCeilingMs;
    const wakeUps = await source.take(limit);
    if (this.isStopping) {
      await giveBack(wakeUps);
      return 0;
    }
    for (const wakeUp of wakeUps) deliver(wakeUp);
    if (wakeUps.length >= limit) return 0;
    const nextMs = (await source.msUntilNext()) ?? settings.pollCeilingMs;
    const floorMs = wakeUps.length === 0 ? this.floorMs(nextMs) : 0;
    return Math.min(settings.pollCeilingMs, Math.max(floorMs, nextMs));
  }

  /** A source that reports "due now" and gives nothing must not keep process and store busy. */
  private floorMs(nextMs: number): number {
    const { pollFloorMs, pollCeilingMs } = this.options.settings;
    this.emptyPolls = nextMs < pollFloorMs ? this.emptyPolls + 1 : 0;
    return this.emptyPolls === 0 ? 0 : backOffMs(pollFloorMs, this.emptyPolls, pollCeilingMs);
  }
}
