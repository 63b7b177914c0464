import { draws } from '../../apps/sandbox/src/model/draws.js';

/** Everything random, from one seed. */
export class Chance {
  private readonly draw: () => number;

  constructor(seed: number) {
    this.draw = draws(seed);
  }

  is(probability: number): boolean {
    return this.draw() < probability;
  }

  /** From `from` to below `to`. */
  between(from: number, to: number): number {
    return from + this.draw() * (to - from);
  }

  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }

  one<T>(of: readonly T[]): T {
    const chosen = of[Math.floor(this.draw() * of.length)];
    if (chosen === undefined) throw new RangeError('Nothing to choose from.');
    return chosen;
  }
}
