/** Wakes who waits; a ring while nobody waits ends the next wait at once. */
export class Ring {
  private hasRung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  /** Before reading what a ring would announce. */
  reset(): void {
    this.hasRung = false;
  }

  async wait(ms: number): Promise<void> {
    if (this.hasRung) return;
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
