import { Logger } from '@nestjs/common';
import { Signal } from '#messaging';

const AGAIN_MS = 200;
const AGAIN_CEILING_MS = 5_000;

/** Runs rounds of work until it is stopped. A failed round is logged and retried with exponential back-off. */
export class PollingLoop {
  private readonly logger: Logger;
  private readonly signal = new Signal();
  private running: Promise<void> | undefined;
  private isStopped = false;
  private failures = 0;
  private lastFault: string | undefined;

  /** `round` resolves to the milliseconds until the next one. */
  constructor(
    private readonly name: string,
    private readonly round: () => Promise<number>,
  ) {
    this.logger = new Logger(name);
  }

  /** Why the last round failed; undefined if it did not. */
  get fault(): string | undefined {
    return this.lastFault;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the wait for the next round. */
  notify(): void {
    this.signal.notify();
  }

  /** Resolves when the round under way is over. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.signal.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.signal.reset();
      const waitMs = await this.once();
      if (!this.isStopped && waitMs > 0) await this.signal.sleep(waitMs);
    }
  }

  private async once(): Promise<number> {
    try {
      const waitMs = await this.round();
      if (this.lastFault !== undefined) this.logger.log(`The ${this.name} has recovered`);
      this.lastFault = undefined;
      this.failures = 0;
      return waitMs;
    } catch (error) {
      this.failed(error instanceof Error ? error.message : String(error));
      return Math.min(AGAIN_CEILING_MS, AGAIN_MS * 2 ** (this.failures - 1));
    }
  }

  /** A repeated fault is not logged again. */
  private failed(why: string): void {
    if (why !== this.lastFault) this.logger.warn(`The ${this.name} is failing: ${why}`);
    this.lastFault = why;
    this.failures += 1;
  }
}
