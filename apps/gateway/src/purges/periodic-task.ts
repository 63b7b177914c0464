import type { EventStore } from '#event-store';

/**
 * Work at start and from time to time, one run after the other; it never rejects. None begins while the clock is not
 * steady: nothing is removed for good by one that may be years ahead.
 */
export class PeriodicTask {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly everyMs: number,
    private readonly clock: EventStore['clock'],
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.next(), this.everyMs).unref();
    this.next();
  }

  /** After the run under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }

  private next(): void {
    this.current = this.current.then(() => this.run());
  }

  private async run(): Promise<void> {
    try {
      if ((await this.clock.unsteadyForMs()) === 0) await this.work();
    } catch (error) {
      this.onError(error);
    }
  }
}
