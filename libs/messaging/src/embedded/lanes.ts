import type { DeliveredTick } from './tick-source.js';

type Lane = { waiting?: DeliveredTick | undefined; ended: Promise<void> };

/**
 * One tick of a deployment in hand at a time, many deployments at once. A tick that arrives while
 * another of its deployment is in hand waits for it; of several that wait the newest is kept.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();

  /** `run` must not reject; `freed` is called whenever a lane has ended. */
  constructor(
    private readonly run: (tick: DeliveredTick) => Promise<void>,
    private readonly freed: () => void,
  ) {}

  /** Ticks in hand or waiting. */
  get size(): number {
    return this.lanes.size + [...this.lanes.values()].filter(({ waiting }) => waiting).length;
  }

  add(tick: DeliveredTick): void {
    const lane = this.lanes.get(tick.deploymentId);
    if (!lane) {
      this.lanes.set(tick.deploymentId, { ended: this.work(tick) });
    } else if (!lane.waiting || lane.waiting.n <= tick.n) {
      lane.waiting = tick;
    }
  }

  /** Empties the waiting places and returns what was there. */
  takeWaiting(): DeliveredTick[] {
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

  private async work(first: DeliveredTick): Promise<void> {
    let tick: DeliveredTick | undefined = first;
    while (tick) {
      await this.run(tick);
      const lane = this.lanes.get(first.deploymentId);
      tick = lane?.waiting;
      if (lane) lane.waiting = undefined;
    }
    this.lanes.delete(first.deploymentId);
    this.freed();
  }
}
