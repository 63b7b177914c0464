/** A sleep that can be cut short. A ring while nobody sleeps ends the next sleep at once. */
export class Signal {
  private notified = false;
  private wake: (() => void) | undefined;

  notify(): void {
    this.notified = true;
    this.wake?.();
  }

  /** Forgets earlier rings: call it before looking at what a ring announces. */
  reset(): void {
    this.notified = false;
  }

  /** Resolves after `ms`, or as soon as it rings. */
  async sleep(ms: number): Promise<void> {
    if (this.notified) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
