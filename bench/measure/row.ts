import type { Readings } from './contestant.js';
import { type Spread, median, rounded, spread } from './statistics.js';

type Better = 'higher' | 'lower';

/** A result beside a known one. */
export type Row = {
  name: string;
  /** Medians of all rounds. */
  ours: number;
  beside: number;
  /** What `beside` refers to. */
  peer: string;
  unit: string;
  /** Ours divided by beside. */
  ratio: number;
  /** The target ratio. */
  aim: number;
  better: Better;
  /** The least and the most of all rounds. */
  spread: { ours: Spread; beside: Spread };
};

type Kind = { name: string; unit: string; better: Better };

/** One figure of one contestant. */
export type Side = { of: string; figure: string };

type Comparison = Kind & {
  ours: Side;
  beside: Side;
  /** The peer's name for people; by default, the contestant's. */
  peer?: string;
  aim: number;
};

/** One contestant's figure beside another's. */
export function compare(readings: Readings, comparison: Comparison): Row {
  const { ours, beside, peer = beside.of, aim, ...kind } = comparison;
  return rowOf(kind, {
    ours: valuesOf(readings, ours),
    beside: valuesOf(readings, beside),
    peer,
    aim,
  });
}

/** A figure beside a target number. */
export function measureAgainst(
  readings: Readings,
  { ours, limit, ...kind }: Kind & { ours: Side; limit: number },
): Row {
  const wanted = { beside: [limit], peer: 'the target', aim: 1 };
  return rowOf(kind, { ours: valuesOf(readings, ours), ...wanted });
}

/** Whether the ratio reaches at least (or, if low is good, at most) this share of the target. */
export function reaches({ ratio, aim, better }: Row, share = 1): boolean {
  return better === 'higher' ? ratio >= aim * share : ratio <= aim / share;
}

type Values = { ours: readonly number[]; beside: readonly number[]; peer: string; aim: number };

function rowOf({ name, unit, better }: Kind, { ours, beside, peer, aim }: Values): Row {
  const ratio = rounded(median(ours) / median(beside));
  return {
    name,
    ours: rounded(median(ours)),
    beside: rounded(median(beside)),
    peer,
    unit,
    ratio,
    aim,
    better,
    spread: { ours: roundedSpread(ours), beside: roundedSpread(beside) },
  };
}

function roundedSpread(values: readonly number[]): Spread {
  const [least, most] = spread(values);
  return [rounded(least), rounded(most)];
}

function valuesOf(readings: Readings, { of, figure }: Side): number[] {
  const values = readings.get(of)?.map((reading) => reading[figure]);
  if (!values?.length || values.some((value) => value === undefined)) {
    throw new Error(`Nobody measured '${figure}' of ${of}.`);
  }
  return values as number[];
}
