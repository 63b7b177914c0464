/** Until calls were seen to take longer or shorter, in milliseconds. */
const USUAL_MS = 1_000;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 60_000;
/** So far apart at most, however long calls take now. */
const LONGEST_URGENT_MS = 2_000;
/** So many that are urgent wait at a time. */
const MOST_URGENT = 2;
/** Weight of the last call in the mean. */
const NEWEST = 0.3;

type Free = () => void;
type Waiting = { isUrgent: boolean; give: (free: Free | undefined) => void };

/**
 * At most so many at a time. Who finds no free slot waits here where its turn comes soon, else its wake-up
 * comes again later, each at a time of its own: one slow brand must not keep all wake-ups of a process.
 */
export class Slots {
  /** When each call under way began. */
  private readonly began = new Set<{ atMs: number }>();
  private readonly waiting: Waiting[] = [];
  private meanMs = USUAL_MS;
  /** When the last of those that were sent away comes again: of usual ones, and of those that are urgent. */
  private readonly lastTurnMs = { usual: 0, urgent: 0 };

  constructor(
    private readonly limit: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Somebody who comes before all others waits for one here. */
  get isWantedUrgently(): boolean {
    return this.waiting[0]?.isUrgent === true;
  }

  /** The function that frees the slot, or nothing when all are taken. */
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
   * The same for who waits its turn, first come first served; nothing when that is not within `mostMs`. Who is urgent
   * comes before all who are not; few wait so, as each takes a place of those that wake-ups of other brands need.
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
   * In how many milliseconds somebody who found none should come again. Usual ones that were sent away take no turn of
   * who is urgent. No turn is given further ahead than it is told: who comes too early would only push others back.
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

  /** How long after each other slots get free. */
  private apartMs(): number {
    const now = this.clock();
    // What takes longer than calls did so far tells that they do now.
    const oldestMs = Math.max(...[...this.began].map(({ atMs }) => now - atMs), 0);
    return Math.max(this.meanMs, oldestMs) / this.limit;
  }
}
