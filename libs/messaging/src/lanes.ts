import type { Tick } from './tick.js';

/** What a lane needs to know of a tick in hand. */
type Queued = Pick<Tick, 'deploymentId' | 'n'>;

type Lane<T> = { waiting?: T | undefined; ended: Promise<void> };

type LanesParts<T> = {
  /** Must not reject. */
  run: (tick: T) => Promise<void>;
  /** Did not run, and will not: a newer one of its deployment waits. */
  superseded: (tick: T) => void;
  /** A lane has ended. */
  freed?: () => void;
};

/**
 * One tick of a deployment in hand at a time, many deployments at once. A tick that arrives while
 * another of its deployment is in hand waits for it; of several that wait the newest is kept.
 */
export class Lanes<T extends Queued> {
  private readonly lanes = new Map<string, Lane<T>>();

  constructor(private readonly parts: LanesParts<T>) {}

  /** Ticks in hand or waiting. */
  get size(): number {
    return this.lanes.size + [...this.lanes.values()].filter(({ waiting }) => waiting).length;
  }

  add(tick: T): void {
    const lane = this.lanes.get(tick.deploymentId);
    if (!lane) {
      this.lanes.set(tick.deploymentId, { ended: this.work(tick) });
    } else if (!lane.waiting || lane.waiting.n <= tick.n) {
      const { waiting } = lane;
      lane.waiting = tick;
      if (waiting) this.parts.superseded(waiting);
    } else {
      this.parts.superseded(tick);
    }
  }

  /** Empties the waiting places and returns what was there. */
  takeWaiting(): T[] {
    return [...this.lanes.values()].flatMap((lane) => {
      const { waiting } = lane;
      lane.waiting = undefined;
      return waiting ? [waiting] : [];
    });
  }

  /** Resolves when all that is in hand or waiting now is finished. */
  async idle(): Promise<void> {
    await Promise.all([...this.lanes.values()].map(({ ended }) => ended));
  }

  private async work(first: T): Promise<void> {
    let tick: T | undefined = first;
    while (tick) {
      await this.parts.run(tick);
      const lane = this.lanes.get(first.deploymentId);
      tick = lane?.waiting;
      if (lane) lane.waiting = undefined;
    }
    this.lanes.delete(first.deploymentId);
    this.parts.freed?.();
  }
}
