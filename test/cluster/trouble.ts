import type { Chance } from '../crash/chance.js';
import { pause } from '../crash/scale.js';
import type { LocalCluster } from '../setup/broker/local-cluster.js';
import type { Announcements } from './announcements.js';
import { CHANGES, type Place, STRIKES } from './happenings.js';
import { untilWhole } from './whole.js';

export type Kind = keyof typeof STRIKES | keyof typeof CHANGES;
export const KINDS = [...Object.keys(STRIKES), ...Object.keys(CHANGES)] as Kind[];

/** How often it happened, and the longest delay of an announcement meanwhile. */
export type Tally = { times: number; longestPauseSeconds: number };

/** Newsletters start before the first fault, and continue for a while after the last. */
const BETWEEN_MS = { from: 2_000, to: 5_000 };

type Happening = { kind: Kind; happen: (place: Place) => Promise<void> };

type Options = { kinds: readonly Kind[]; isQuick: boolean; chance: Chance };

/** The cluster gets one fault at a time, each with its share of the newsletters in progress. */
export class ClusterTrouble {
  readonly tallies: Partial<Record<Kind, Tally>> = {};
  cluster: LocalCluster | undefined;
  announcements: Announcements | undefined;
  private readonly happenings: readonly Happening[];
  private readonly turns: { begun: Promise<void>; begin: () => void }[];

  constructor(
    private readonly options: Options,
    private readonly say: (words: string) => void,
  ) {
    this.happenings = options.kinds.flatMap((kind) => this.happeningsOf(kind));
    this.turns = this.happenings.map(() => {
      let begin: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      return { begun, begin };
    });
  }

  /** When the newsletter at this position (0 to below 1) among all may begin. */
  async mayBegin(share: number): Promise<void> {
    await this.turns[Math.floor(share * this.turns.length)]?.begun;
  }

  async run(): Promise<void> {
    try {
      for (const [index, happening] of this.happenings.entries()) {
        this.turns[index]?.begin();
        await this.pause();
        await this.strike(happening);
      }
    } finally {
      for (const { begin } of this.turns) begin();
    }
  }

  /** One possible fault of the cluster, for the scheduler. */
  strikeAny(): Promise<void> {
    return this.strike(this.options.chance.one(this.happenings));
  }

  /** It ends on its own: with the last newsletters. */
  end(): void {}

  private async strike({ kind, happen }: Happening): Promise<void> {
    const { cluster } = this;
    if (!cluster) throw new Error('There is no cluster yet.');
    const tally = (this.tallies[kind] ??= { times: 0, longestPauseSeconds: 0 });
    this.announcements?.takePauseMs();
    this.say(kind);
    await happen({ cluster, chance: this.options.chance });
    await untilWhole(cluster.nodes);
    await this.pause();
    tally.times += 1;
    const seconds = Math.round((this.announcements?.takePauseMs() ?? 0) / 100) / 10;
    tally.longestPauseSeconds = Math.max(tally.longestPauseSeconds, seconds);
    this.say(`${kind} is over: longest pause ${seconds} s`);
  }

  private happeningsOf(kind: Kind): Happening[] {
    if (kind in CHANGES) return [{ kind, happen: CHANGES[kind as keyof typeof CHANGES] }];
    const strike = STRIKES[kind as keyof typeof STRIKES];
    const which = this.options.isQuick ? [this.options.chance.whole(0, 2)] : [0, 1, 2];
    return which.map((number) => ({
      kind,
      happen: (place) => strike(place.cluster.nodes[number]!, place),
    }));
  }

  private pause(): Promise<void> {
    return pause(this.options.chance.between(BETWEEN_MS.from, BETWEEN_MS.to));
  }
}
