export type Placed<T> = { item: T; left: number; lane: number };

/** Marks that are closer than this, in percent of the day, get separate lanes. */
const NEAR = 2.2;

/** The position of each item on a line from `start` to `end`, in percent; those that would cover others move down. */
export function place<T>(
  items: readonly T[],
  timeOf: (item: T) => Date,
  { start, end }: { start: Date; end: Date },
): Placed<T>[] {
  const length = end.getTime() - start.getTime();
  const lanes: number[] = [];
  return items
    .map((item) => ({ item, left: ((timeOf(item).getTime() - start.getTime()) / length) * 100 }))
    .filter(({ left }) => left >= 0 && left <= 100)
    .toSorted((one, other) => one.left - other.left)
    .map(({ item, left }) => {
      const free = lanes.findIndex((last) => left - last >= NEAR);
      const lane = free === -1 ? lanes.length : free;
      lanes[lane] = left;
      return { item, left, lane };
    });
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
