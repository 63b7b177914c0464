/**
 * Notices a server that is silent although it owes a response: a machine that disappeared leaves its
 * connections open for up to two hours. A server that is alive ends each statement in time.
 */
export class Silence {
  private timer: NodeJS.Timeout | undefined;
  private owesSinceMs = 0;

  /** `limitMs`: longer than a statement may take; `tooLong`: the server is gone. */
  constructor(
    private readonly limitMs: number,
    private readonly tooLong: () => void,
  ) {}

  asked(): void {
    if (this.timer) return;
    this.owesSinceMs = performance.now();
    this.wait(this.limitMs);
  }

  /** It has responded, and may owe another response. */
  heard(): void {
    this.owesSinceMs = performance.now();
  }

  /** It owes nothing. */
  over(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(ms: number): void {
    this.timer = setTimeout(() => {
      const leftMs = this.limitMs - (performance.now() - this.owesSinceMs);
      if (leftMs > 0) return this.wait(leftMs);
      this.over();
      this.tooLong();
    }, ms).unref();
  }
}
