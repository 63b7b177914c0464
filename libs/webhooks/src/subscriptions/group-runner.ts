import type { Deliverable } from '#event-store';
import type { EventDelivery, EventOutcome } from './event-delivery.js';
import type { MessageGroup } from './message-groups.js';

type Running = {
  to: Deliverable;
  groupsAtATime: number;
  /** False once another process may deliver. */
  mayWork: () => boolean;
  onOutcome: (outcome: EventOutcome) => void;
};

/** A receiver that refuses this many in a row accepts nothing: the rest waits for a probe. */
const FAILURES_IN_A_ROW = 4;

/** Delivers message groups concurrently, each in order up to its first failure. */
export class GroupRunner {
  /** Positions that are finished. */
  readonly done = new Set<string>();
  delivered = 0;
  failed = 0;
  /** How many of those show that the receiver accepts nothing at all. */
  signs = 0;
  /** Why it is time to give up. */
  over: string | undefined;
  private failedInARow = 0;

  constructor(
    private readonly delivery: EventDelivery,
    private readonly running: Running,
  ) {}

  /** A subscriber that failed is probed with one event; the others follow if it accepts that. */
  async run(groups: readonly MessageGroup[], { isProbing }: { isProbing: boolean }): Promise<void> {
    const waiting = [...groups];
    if (isProbing) {
      const probe = waiting.shift();
      if (probe) await this.runGroup(probe);
      if (this.delivered === 0 && this.failed > 0) return;
    }
    const workers = Array.from({ length: this.running.groupsAtATime }, async () => {
      for (let group = this.next(waiting); group; group = this.next(waiting))
        await this.runGroup(group);
    });
    await Promise.all(workers);
  }

  private next(waiting: MessageGroup[]): MessageGroup | undefined {
    const isOver = this.over !== undefined || this.failedInARow >= FAILURES_IN_A_ROW;
    return isOver ? undefined : waiting.shift();
  }

  private async runGroup(group: MessageGroup): Promise<void> {
    for (const entry of group) {
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
