import type { WakeUp } from './wake-up.js';

/** What the queue needs to know of a wake-up in progress. */
type Queued = Pick<WakeUp, 'deploymentId' | 'n'>;

type QueueEntry<T> = { waiting?: T | undefined; ended: Promise<void> };

type KeyedQueueOptions<T> = {
  /** Must not reject. */
  run: (wakeUp: T) => Promise<void>;
  /** Did not run, and will not: a newer one of its deployment waits. */
  superseded: (wakeUp: T) => void;
  /** The last wake-up of a key is done. */
  freed?: () => void;
};

/**
 * One wake-up per deployment in progress at a time, many deployments at once. A wake-up that arrives while
 * another of its deployment is in progress waits for it; of several that wait the newest is kept.
 */
export class KeyedQueue<T extends Queued> {
  private readonly queues = new Map<string, QueueEntry<T>>();

  constructor(private readonly options: KeyedQueueOptions<T>) {}

  /** Wake-ups in progress or waiting. */
  get size(): number {
    return this.queues.size + [...this.queues.values()].filter(({ waiting }) => waiting).length;
  }

  add(wakeUp: T): void {
    const entry = this.queues.get(wakeUp.deploymentId);
    if (!entry) {
      this.queues.set(wakeUp.deploymentId, { ended: this.work(wakeUp) });
    } else if (!entry.waiting || entry.waiting.n <= wakeUp.n) {
      const { waiting } = entry;
      entry.waiting = wakeUp;
      if (waiting) this.options.superseded(waiting);
    } else {
      this.options.superseded(wakeUp);
    }
  }

  /** Removes all that wait, and returns them. */
  takeWaiting(): T[] {
    return [...this.queues.values()].flatMap((entry) => {
      const { waiting } = entry;
      entry.waiting = undefined;
      return waiting ? [waiting] : [];
    });
  }

  /** Resolves when all that is in progress or waiting now is finished. */
  async idle(): Promise<void> {
    await Promise.all([...this.queues.values()].map(({ ended }) => ended));
  }

  private async work(first: T): Promise<void> {
    let wakeUp: T | undefined = first;
    while (wakeUp) {
      await this.options.run(wakeUp);
      const entry = this.queues.get(first.deploymentId);
      wakeUp = entry?.waiting;
      if (entry) entry.waiting = undefined;
    }
    this.queues.delete(first.deploymentId);
    this.options.freed?.();
  }
}
