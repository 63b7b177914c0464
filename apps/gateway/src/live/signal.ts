/** A wait that a notification ends; an earlier notification is not lost. */
export class Signal {
  private isSet = false;
  private wake: (() => void) | undefined;

  notify(): void {
    this.isSet = true;
    this.wake?.();
  }

  reset(): void {
    this.isSet = false;
  }

  async notified(): Promise<void> {
    if (this.isSet) return;
    await new Promise<void>((resolve) => (this.wake = resolve));
  }
}
