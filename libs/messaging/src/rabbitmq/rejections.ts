export type RejectionLimits = {
  /** So long in all announcements may wait for a queue that rejects them. Milliseconds. */
  waitMs: number;
  /** So long after the last rejection what was waited no longer counts. Milliseconds. */
  forgetAfterMs: number;
};

/** As long as two offers of one message may lie apart: more was not waited, but another process went on. */
const APART_MS = 15_000;

const LIMITS: RejectionLimits = { waitMs: 60_000, forgetAfterMs: 600_000 };

/**
 * What subscribers' queues reject, and how long others have waited for them. A quorum queue rejects while a majority of
 * its members cannot be reached, which passes; one that is full and has `reject-publish` may do so for good.
 */
export class Rejections {
  private waitedMs = 0;
  private lastMs = Number.NEGATIVE_INFINITY;
  private waits = false;

  constructor(private readonly limits = LIMITS) {}

  /** Something was rejected. */
  rejected(): void {
    this.forget();
    this.count();
    this.waits = true;
  }

  /** All was taken. */
  taken(): void {
    if (this.waits) this.count();
    this.waits = false;
  }

  /** What was rejected is to be offered again. */
  get isWaiting(): boolean {
    this.forget();
    return this.waits;
  }

  /** Nobody waits any longer for a queue to take what it rejects. */
  get areLasting(): boolean {
    this.forget();
    return this.waitedMs >= this.limits.waitMs && this.lastMs > Number.NEGATIVE_INFINITY;
  }

  private count(): void {
    const nowMs = performance.now();
    if (this.waits) this.waitedMs += Math.min(APART_MS, nowMs - this.lastMs);
    this.lastMs = nowMs;
  }

  private forget(): void {
    if (performance.now() - this.lastMs <= this.limits.forgetAfterMs) return;
    this.waitedMs = 0;
    this.lastMs = Number.NEGATIVE_INFINITY;
    this.waits = false;
  }
}
