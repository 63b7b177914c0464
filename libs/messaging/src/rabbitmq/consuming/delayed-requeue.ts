/** Messages that this process keeps for a while before they go back to their queue. */
export class DelayedRequeue {
  private readonly leaving = new Map<NodeJS.Timeout, () => void>();

  get size(): number {
    return this.leaving.size;
  }

  /** Calls `leave` after `ms`, or `leaveEarly` as soon as all must go. */
  enter(ms: number, leave: () => void, leaveEarly = leave): void {
    const timer = setTimeout(() => {
      this.leaving.delete(timer);
      leave();
    }, ms);
    this.leaving.set(timer, leaveEarly);
  }

  clear(): void {
    for (const [timer, leaveEarly] of this.leaving) {
      clearTimeout(timer);
      leaveEarly();
    }
    this.leaving.clear();
  }
}
