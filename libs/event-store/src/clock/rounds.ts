/** Does something again and again, never twice at once. What it does must not throw. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.round ??= this.work().finally(() => (this.round = undefined));
    }, this.everyMs).unref();
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }
}
