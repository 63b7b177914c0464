/** The median; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** The value that this share of all does not exceed, by nearest rank. NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** The least and the most. */
export type Spread = [number, number];

export function spread(values: readonly number[]): Spread {
  return [Math.min(...values), Math.max(...values)];
}

/** To three significant digits: the machine is no more precise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
