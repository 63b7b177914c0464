export type RejectionLimits = {
  /** How long in all announcements may wait for a queue that rejects them. Milliseconds. */
  waitMs: number;
  /** How long after the last rejection earlier waits no longer count. Milliseconds. */
  forgetAfterMs: number;
};

/** The longest gap between two offers of one message: a longer one was not a wait, another process took over. */
const APART_MS = 15_000;

const LIMITS: RejectionLimits = { waitMs: 60_000, forgetAfterMs: 600_000 };

/**
 * What subscribers' queues reject, and how long others have waited for them. A quorum queue rejects while a majority of
 * its members is unreachable, which passes; one that is full and has `reject-publish` may do so permanently.
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

  /** All was accepted. */
  taken(): void {
    if (this.waits) this.count();
    this.waits = false;
  }

  /** What was rejected is to be offered again. */
  get isWaiting(): boolean {
    this.forget();
    return this.waits;
  }

  /** No message waits any longer for a queue that rejects it. */
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
