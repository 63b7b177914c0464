/** Runs a task repeatedly, never twice at once. The task must not throw. */
export class PeriodicTask {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> | undefined;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start({ isAtOnce = false } = {}): void {
    this.timer = setInterval(() => this.run(), this.everyMs).unref();
    if (isAtOnce) this.run();
  }

  /** Ends after the run under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }

  private run(): void {
    this.current ??= this.work().finally(() => (this.current = undefined));
  }
}
