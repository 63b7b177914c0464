import type { Deliverable } from '#event-store';
import type { EventDelivery, EventOutcome } from './event-delivery.js';
import type { Lane } from './lanes.js';

type Running = {
  to: Deliverable;
  /** How many at a time. */
  lanes: number;
  /** False once another process may deliver. */
  mayWork: () => boolean;
  onOutcome: (outcome: EventOutcome) => void;
};

/** Whoever refuses so many in a row takes nothing: the rest waits for a probe. */
const FAILURES_IN_A_ROW = 4;

/** Delivers lanes side by side, each in its order up to its first failure. */
export class LaneRunner {
  /** Positions that are dealt with. */
  readonly done = new Set<string>();
  delivered = 0;
  failed = 0;
  /** Of those, how many tell that the receiver takes nothing, whatever it is. */
  signs = 0;
  /** Why it is time to give up. */
  over: string | undefined;
  private failedInARow = 0;

  constructor(
    private readonly delivery: EventDelivery,
    private readonly running: Running,
  ) {}

  /** A subscriber that failed is asked with one event; the others follow if it takes that. */
  async run(lanes: readonly Lane[], { isProbing }: { isProbing: boolean }): Promise<void> {
    const waiting = [...lanes];
    if (isProbing) {
      const probe = waiting.shift();
      if (probe) await this.runLane(probe);
      if (this.delivered === 0 && this.failed > 0) return;
    }
    const workers = Array.from({ length: this.running.lanes }, async () => {
      for (let lane = this.next(waiting); lane; lane = this.next(waiting)) await this.runLane(lane);
    });
    await Promise.all(workers);
  }

  private next(waiting: Lane[]): Lane | undefined {
    const isOver = this.over !== undefined || this.failedInARow >= FAILURES_IN_A_ROW;
    return isOver ? undefined : waiting.shift();
  }

  private async runLane(lane: Lane): Promise<void> {
    for (const entry of lane) {
      if (!this.running.mayWork() || this.over !== undefined) return;
      const outcome = await this.delivery.deliver(this.running.to, entry);
      this.count(outcome);
      if (outcome.kind === 'failed' || outcome.kind === 'over') return;
      this.done.add(entry.position);
    }
  }

  private count(outcome: EventOutcome): void {
    this.running.onOutcome(outcome);
    if (outcome.kind === 'skipped') return;
    if (outcome.kind === 'delivered') {
      this.delivered += 1;
      this.failedInARow = 0;
      return;
    }
    this.failed += 1;
    this.failedInARow += 1;
    if (outcome.kind === 'failed' && !outcome.isAgain) this.signs += 1;
    if (outcome.kind === 'over') this.over ??= outcome.words;
  }
}
