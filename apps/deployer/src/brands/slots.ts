/** Initial estimate of a call's duration, in milliseconds. */
const USUAL_MS = 1_000;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 60_000;
/** Maximum between urgent turns, however slow calls are. */
const LONGEST_URGENT_MS = 2_000;
/** Most urgent waiters at a time. */
const MOST_URGENT = 2;
/** Weight of the last call in the mean. */
const NEWEST = 0.3;

type Free = () => void;
type Waiting = { isUrgent: boolean; give: (free: Free | undefined) => void };

/**
 * Limits calls at a time. A caller without a free slot waits here if its turn is soon, else its wake-up is
 * retried later, each at a different time: one slow brand must not occupy all wake-ups of a process.
 */
export class Slots {
  /** Start time of each call in progress. */
  private readonly began = new Set<{ atMs: number }>();
  private readonly waiting: Waiting[] = [];
  private meanMs = USUAL_MS;
  /** Time of the last turn given to a deferred wake-up, usual or urgent. */
  private readonly lastTurnMs = { usual: 0, urgent: 0 };

  constructor(
    private readonly limit: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Whether the first waiter is urgent. */
  get isWantedUrgently(): boolean {
    return this.waiting[0]?.isUrgent === true;
  }

  /** Returns a function that frees the slot; undefined if all are taken. */
  take(): Free | undefined {
    const now = this.clock();
    if (this.began.size >= this.limit) return undefined;
    const call = { atMs: now };
    this.began.add(call);
    return () => {
      if (!this.began.delete(call)) return;
      this.meanMs += NEWEST * (this.clock() - now - this.meanMs);
      this.waiting.shift()?.give(this.take());
    };
  }

  /**
   * Waits for a slot, first come, first served; undefined if none is free within `mostMs`. Urgent waiters precede all
   * others; they are few, as each takes a place that wake-ups of other brands need.
   */
  async wait(mostMs: number, { isUrgent = false } = {}): Promise<Free | undefined> {
    const urgent = this.waiting.filter((other) => other.isUrgent).length;
    if (isUrgent && urgent >= MOST_URGENT) return undefined;
    const ahead = isUrgent ? urgent : this.waiting.length;
    if ((ahead + 1) * this.apartMs() > mostMs) return undefined;
    return new Promise((resolve) => {
      const turn: Waiting = {
        isUrgent,
        give: (free) => {
          clearTimeout(timer);
          resolve(free);
        },
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        resolve(undefined);
      }, mostMs);
      const place = isUrgent ? this.waiting.findIndex((other) => !other.isUrgent) : -1;
      this.waiting.splice(place < 0 ? this.waiting.length : place, 0, turn);
    });
  }

  /**
   * Milliseconds until a wake-up without a slot should be retried. Usual ones take no urgent turns. No turn is later
   * than the longest delay returned: a wake-up that came too early would only push others back.
   */
  turnInMs({ isUrgent = false } = {}): number {
    const now = this.clock();
    const line = isUrgent ? 'urgent' : 'usual';
    const mostMs = isUrgent ? LONGEST_URGENT_MS : LONGEST_WAIT_MS;
    const apartMs = Math.min(mostMs, Math.max(SHORTEST_WAIT_MS, this.apartMs()));
    const turnMs = Math.max(this.lastTurnMs[line], now) + apartMs;
    this.lastTurnMs[line] = Math.min(turnMs, now + LONGEST_WAIT_MS);
    return Math.ceil(this.lastTurnMs[line] - now);
  }

  /** Average time between freed slots. */
  private apartMs(): number {
    const now = this.clock();
    // A call above the mean shows that calls are slower now.
    const oldestMs = Math.max(...[...this.began].map(({ atMs }) => now - atMs), 0);
    return Math.max(this.meanMs, oldestMs) / this.limit;
  }
}
