/** A sleep that can be ended early. A notification without a sleeper ends the next sleep at once. */
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
