import type { LocalBroker } from '../setup/broker/local-broker.js';
import type { Chance } from '../crash/chance.js';
import { pause } from '../crash/scale.js';

const KINDS = ['kill', 'stop', 'freeze'] as const;
type Kind = (typeof KINDS)[number];

/** Between two strikes: what was struck is a member again, and all goes on for a while. */
const BETWEEN_MS = { from: 3_000, to: 8_000 };
const AWAY_MS = { from: 500, to: 5_000 };
/** Past the 10 s that a process waits for confirms, and below the net tick that makes a partition of it. */
const FREEZE_MS = { from: 5_000, to: 20_000 };

/** Strikes one node of the cluster at a time: the others are a majority. */
export class NodeTrouble {
  readonly strikes: Record<Kind, number> = { kill: 0, stop: 0, freeze: 0 };
  nodes: readonly LocalBroker[] = [];
  private isOver = false;

  constructor(
    private readonly chance: Chance,
    private readonly say: (words: string) => void,
  ) {}

  /** Each kind in turn, on a node at random. */
  async run(): Promise<void> {
    for (let turn = 0; !this.isOver; turn += 1) {
      await pause(this.chance.between(BETWEEN_MS.from, BETWEEN_MS.to));
      const kind = KINDS[turn % KINDS.length]!;
      if (!this.isOver) await this.strike(kind, this.chance.one(this.nodes));
    }
  }

  end(): void {
    this.isOver = true;
  }

  private async strike(kind: Kind, node: LocalBroker): Promise<void> {
    this.strikes[kind] += 1;
    this.say(`${kind} ${node.node}`);
    if (kind === 'freeze') {
      node.freeze();
      await pause(this.chance.between(FREEZE_MS.from, FREEZE_MS.to));
      return node.resume();
    }
    await node[kind]();
    await pause(this.chance.between(AWAY_MS.from, AWAY_MS.to));
    await node.start();
  }
}
