export type RejectionLimits = {
  /** So long in all announcements may wait for a queue that rejects them. Milliseconds. */
  waitMs: number;
  /** So long after the last rejection what was waited no longer counts. Milliseconds. */
  forgetAfterMs: number;
};

const LIMITS: RejectionLimits = { waitMs: 60_000, forgetAfterMs: 600_000 };

/**
 * What subscribers' queues reject, and how long others have waited for them. A quorum queue rejects while a majority of
 * its members cannot be reached, which passes; one that is full and has `reject-publish` may do so for good.
 */
export class Rejections {
  private waitedMs = 0;
  private lastMs = Number.NEGATIVE_INFINITY;
  private isWaiting = false;

  constructor(private readonly limits = LIMITS) {}

  /** Something was rejected. */
  rejected(): void {
    this.forget();
    this.count();
    this.isWaiting = true;
  }

  /** All was taken. */
  taken(): void {
    if (this.isWaiting) this.count();
    this.isWaiting = false;
  }

  /** Nobody waits any longer for a queue to take what it rejects. */
  get areLasting(): boolean {
    this.forget();
    return this.waitedMs >= this.limits.waitMs && this.lastMs > Number.NEGATIVE_INFINITY;
  }

  private count(): void {
    const nowMs = performance.now();
    if (this.isWaiting) this.waitedMs += nowMs - this.lastMs;
    this.lastMs = nowMs;
  }

  private forget(): void {
    if (performance.now() - this.lastMs <= this.limits.forgetAfterMs) return;
    this.waitedMs = 0;
    this.lastMs = Number.NEGATIVE_INFINITY;
    this.isWaiting = false;
  }
}
