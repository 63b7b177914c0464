import type { Contestant, Reading, Readings } from './contestant.js';

/** Node.js compiles hot code over some thousands of calls, and a service runs for days. */
const WARM_UP_ROUNDS = 3;

export type Interleaving = {
  loop: number;
  say: (line: string) => void;
  /** Called when the first rounds are over. */
  warmed: () => Promise<void>;
};

/**
 * Alternates rounds, so that other work on the machine slows all alike. The first rounds of each are not
 * counted: they pay for compiling and caches. Systems that restart in each round have nothing to compile once.
 */
export async function interleave(
  contestants: readonly Contestant[],
  bench: Interleaving,
  warmUps = WARM_UP_ROUNDS,
): Promise<Readings> {
  const readings = new Map<string, Reading[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 1 - warmUps; round <= bench.loop; round += 1) {
    if (round === 1) await bench.warmed();
    for (const contestant of contestants) {
      const reading = await contestant.round();
      await contestant.settle?.();
      if (round > 0) readings.get(contestant.name)?.push(reading);
      bench.say(
        `  ${round > 0 ? `round ${round}` : 'warm-up'}  ${contestant.name}: ${words(reading)}`,
      );
    }
  }
  return readings;
}

function words(reading: Reading): string {
  return Object.entries(reading)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
    .join(', ');
}
