import type { Chance } from './chance.js';
import type { Member } from './member.js';
import type { Point } from './points.js';
import { LEASE_MS, pause } from './scale.js';
import type { Verdict } from './tap.js';

export type Tally = { seen: number; kills: number; stops: number };

/** How long a process stays frozen, at least: beyond its lease. */
const FREEZE_MS = { from: LEASE_MS + 200, to: LEASE_MS + 2_500 };
const RANDOM_EVERY_MS = 4_000;
/** So that strikes hit all phases, not only the beginning. */
const BETWEEN_STRIKES_MS = 1_000;

/** `most`: the maximum of kills and stops. */
type Strikes = { most: number; betweenStrikesMs?: number | undefined };

/** Kills and freezes processes at the boundaries they pass, and at random. */
export class Executioner {
  readonly tallies = new Map<string, Tally>();
  private isOver = false;
  private lastMs = 0;
  kills = 0;
  stops = 0;

  constructor(
    private readonly chance: Chance,
    private readonly members: readonly Member[],
    private readonly options: Strikes,
  ) {}

  /** The fewer kills at a point so far, the likelier the next one there. */
  judge(member: Member, point: Point): Verdict {
    const tally = this.tallyOf(`${point.at}, ${point.side}`);
    tally.seen += 1;
    if (!this.mayStrike(member)) return 'on';
    const struck = tally.kills + tally.stops;
    if (!this.chance.is(struck === 0 ? 0.2 : 0.1 / (1 + struck))) return 'on';
    return this.chance.is(0.7) ? this.kill(member, tally) : this.stop(member, tally);
  }

  /** Strikes also between the boundaries, until the end. */
  async strikeAtRandom(): Promise<void> {
    while (!this.isOver) {
      await pause(this.chance.between(0, 2 * RANDOM_EVERY_MS));
      const able = this.members.filter((member) => this.mayStrike(member));
      if (able.length === 0) continue;
      const member = this.chance.one(able);
      const tally = this.tallyOf('at random');
      tally.seen += 1;
      if (this.chance.is(0.6)) this.kill(member, tally);
      else this.stop(member, tally);
    }
  }

  end(): void {
    this.isOver = true;
  }

  /** One of each kind stays, or a slow machine would only start processes. */
  private mayStrike(member: Member): boolean {
    const { most, betweenStrikesMs = BETWEEN_STRIKES_MS } = this.options;
    const isTooSoon = performance.now() - this.lastMs < betweenStrikesMs;
    if (this.isOver || isTooSoon || this.kills + this.stops >= most) return false;
    const { program } = member.options;
    const others = this.members.filter((other) => other !== member && other.isUp);
    return member.isUp && others.some(({ options }) => options.program === program);
  }

  private kill(member: Member, tally: Tally): Verdict {
    tally.kills += 1;
    this.kills += 1;
    this.lastMs = performance.now();
    member.kill(this.chance.between(0, 1_500));
    return 'cut';
  }

  /** Data in transit continues at once, or only when the process does. */
  private stop(member: Member, tally: Tally): Verdict {
    tally.stops += 1;
    this.stops += 1;
    this.lastMs = performance.now();
    const ms = this.chance.between(FREEZE_MS.from, FREEZE_MS.to);
    member.freeze(ms);
    return this.chance.is(0.5) ? 'on' : { afterMs: ms };
  }

  private tallyOf(name: string): Tally {
    const tally = this.tallies.get(name) ?? { seen: 0, kills: 0, stops: 0 };
    this.tallies.set(name, tally);
    return tally;
  }
}
