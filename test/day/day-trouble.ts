import type { ClusterTrouble } from '../cluster/trouble.js';
import type { Chance } from '../crash/chance.js';
import type { Trouble } from '../crash/field.js';
import { pause } from '../crash/scale.js';
import type { PairTrouble } from '../failover/pair-trouble.js';

/** From the end of one to the beginning of the next. */
const BETWEEN_MS = { from: 10_000, to: 40_000 };
const FAILOVERS = 0.4;

type Dependencies = {
  cluster: ClusterTrouble;
  pair: PairTrouble;
  chance: Chance;
  lengthMs: number;
};

/** Newsletters begin all day long, with repeated faults of RabbitMQ or PostgreSQL. */
export class DayTrouble implements Trouble {
  private beganMs = 0;
  private isOver = false;

  constructor(private readonly dependencies: Dependencies) {}

  /** Each at its time of the day. */
  async mayBegin(share: number): Promise<void> {
    await pause(Math.max(0, this.beganMs + share * this.dependencies.lengthMs - performance.now()));
  }

  async run(): Promise<void> {
    const { cluster, pair, chance, lengthMs } = this.dependencies;
    this.beganMs = performance.now();
    const isEvening = () => this.isOver || performance.now() > this.beganMs + lengthMs;
    for (;;) {
      await pause(chance.between(BETWEEN_MS.from, BETWEEN_MS.to));
      if (isEvening()) return;
      if (chance.is(FAILOVERS)) await pair.failOver();
      else await cluster.strikeAny();
    }
  }

  end(): void {
    this.isOver = true;
  }
}
