/** Until calls were seen to take longer or shorter, in milliseconds. */
const USUAL_MS = 1_000;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 60_000;
/** Weight of the last call in the mean. */
const NEWEST = 0.3;

/**
 * At most so many at a time. Nobody waits here: without a free slot the tick comes again later, each
 * at a time of its own, so that about as many come as slots get free.
 */
export class Slots {
  /** When each call under way began. */
  private readonly began = new Set<{ atMs: number }>();
  private meanMs = USUAL_MS;
  /** When the last of those that were sent away comes again. */
  private lastTurnMs = 0;

  constructor(
    private readonly limit: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** The function that frees the slot, or nothing when all are taken. */
  take(): (() => void) | undefined {
    const now = this.clock();
    if (this.began.size >= this.limit) return undefined;
    const call = { atMs: now };
    this.began.add(call);
    return () => {
      if (!this.began.delete(call)) return;
      this.meanMs += NEWEST * (this.clock() - now - this.meanMs);
    };
  }

  /** In how many milliseconds somebody who found none should come again. */
  turnInMs(): number {
    const now = this.clock();
    // What takes longer than calls did so far tells that they do now.
    const oldestMs = Math.max(...[...this.began].map(({ atMs }) => now - atMs), 0);
    const apartMs = Math.max(SHORTEST_WAIT_MS, Math.max(this.meanMs, oldestMs) / this.limit);
    this.lastTurnMs = Math.max(this.lastTurnMs, now) + apartMs;
    return Math.min(LONGEST_WAIT_MS, Math.ceil(this.lastTurnMs - now));
  }
}
