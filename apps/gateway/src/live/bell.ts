/** A wait that a ring ends; a ring before it is not lost. */
export class Bell {
  private isRung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.isRung = true;
    this.wake?.();
  }

  reset(): void {
    this.isRung = false;
  }

  async rung(): Promise<void> {
    if (this.isRung) return;
    await new Promise<void>((resolve) => (this.wake = resolve));
  }
}
