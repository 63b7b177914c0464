/** A sleep that can be cut short. A ring while nobody sleeps ends the next sleep at once. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Forgets earlier rings: call it before looking at what a ring announces. */
  reset(): void {
    this.rung = false;
  }

  /** Resolves after `ms`, or as soon as it rings. */
  async sleep(ms: number): Promise<void> {
    if (this.rung) return;
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
