const SECOND_MS = 1_000;

/** How many there were lately: in the current second, and in the one before if it has just ended. */
export class RecentCount {
  private beganAtMs = Number.NEGATIVE_INFINITY;
  private count = 0;
  private before = 0;

  /** @returns With these. */
  add(count: number): number {
    const nowMs = performance.now();
    const passedMs = nowMs - this.beganAtMs;
    if (passedMs >= SECOND_MS) {
      this.before = passedMs < 2 * SECOND_MS ? this.count : 0;
      this.beganAtMs = nowMs;
      this.count = 0;
    }
    this.count += count;
    return Math.max(this.count, this.before);
  }
}
