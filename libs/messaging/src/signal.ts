/** A sleep that can be ended early. A notification outside a sleep ends the next one at once. */
export class Signal {
  private notified = false;
  private wake: (() => void) | undefined;

  notify(): void {
    this.notified = true;
    this.wake?.();
  }

  /** Forgets earlier notifications: call it before reading what a notification announces. */
  reset(): void {
    this.notified = false;
  }

  /** Resolves after `ms`, if given, or as soon as it is notified. */
  async sleep(ms?: number): Promise<void> {
    if (this.notified) return;
    await new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
