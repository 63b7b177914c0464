type Step = () => Promise<unknown> | void;

/**
 * Closes in reverse everything that was opened, on every way out: the end, an error, a signal at any time.
 * What is opened while it closes is closed at once.
 */
export class Closing {
  private readonly steps: Step[] = [];
  private closing: Promise<void> | undefined;

  /** Closes everything and ends the process on a signal. */
  onSignals(): this {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void this.run().finally(() => process.exit(130)));
    }
    return this;
  }

  async add(step: Step): Promise<void> {
    if (this.closing) await step();
    else this.steps.push(step);
  }

  run(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  /** A failure keeps no other from being closed. */
  private async closeAll(): Promise<void> {
    const faults: unknown[] = [];
    for (const step of this.steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, `Closing failed: ${faults.join('; ')}`);
  }
}
