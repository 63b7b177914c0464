export type RejectionLimits = {
  /** How long in all announcements may wait for a queue that rejects them. Milliseconds. */
  waitMs: number;
  /** The same over one channel: a quorum queue rejects what comes over a new one until it has a leader. */
  channelWaitMs: number;
  /** How long after the last rejection earlier waits no longer count. Milliseconds. */
  forgetAfterMs: number;
};

/** The longest gap between two offers of one message: a longer one was not a wait, another process took over. */
const APART_MS = 15_000;

const LIMITS: RejectionLimits = {
  waitMs: 60_000,
  channelWaitMs: 20_000,
  forgetAfterMs: 600_000,
};

/**
 * What subscribers' queues reject, and how long others have waited for them. A quorum queue rejects while a majority of
 * its members is unreachable, which passes; one that is full and has `reject-publish` may do so permanently.
 */
export class Rejections {
  private waitedMs = 0;
  private channelWaitedMs = 0;
  private channel: unknown;
  private lastMs = Number.NEGATIVE_INFINITY;
  private waits = false;

  constructor(private readonly limits = LIMITS) {}

  /** Something was rejected over this channel. */
  rejected(channel?: unknown): void {
    this.forget();
    this.count();
    if (channel !== this.channel) this.channelWaitedMs = 0;
    this.channel = channel;
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
  areLastingOn(channel?: unknown): boolean {
    this.forget();
    const { waitMs, channelWaitMs } = this.limits;
    if (this.lastMs === Number.NEGATIVE_INFINITY || channel !== this.channel) return false;
    return this.waitedMs >= waitMs && this.channelWaitedMs >= channelWaitMs;
  }

  private count(): void {
    const nowMs = performance.now();
    const gapMs = this.waits ? Math.min(APART_MS, nowMs - this.lastMs) : 0;
    this.waitedMs += gapMs;
    this.channelWaitedMs += gapMs;
    this.lastMs = nowMs;
  }

  private forget(): void {
    if (performance.now() - this.lastMs <= this.limits.forgetAfterMs) return;
    this.waitedMs = 0;
    this.channelWaitedMs = 0;
    this.lastMs = Number.NEGATIVE_INFINITY;
    this.waits = false;
  }
}
