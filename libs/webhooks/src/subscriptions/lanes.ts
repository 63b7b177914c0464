import type { PendingEntry } from '#event-store';

/** Events of one newsletter, in their order. */
export type Lane = PendingEntry[];

/** One lane for each newsletter: within it one event after the other. */
export function lanesOf(entries: readonly PendingEntry[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const entry of entries) {
    const { id } = entry.event.stream;
    const lane = lanes.get(id);
    if (lane) lane.push(entry);
    else lanes.set(id, [entry]);
  }
  return [...lanes.values()];
}

/** Those whose first event may be tried; what was tried least comes first. */
export function dueLanes(lanes: readonly Lane[]): Lane[] {
  return lanes
    .filter(([head]) => head?.waitMs === 0)
    .toSorted(([a], [b]) => (a?.attempts ?? 0) - (b?.attempts ?? 0));
}

/** Until the first lane that waits is due; undefined where none waits. */
export function msUntilDue(lanes: readonly Lane[]): number | undefined {
  const waits = lanes.flatMap(([head]) => (head && head.waitMs > 0 ? [head.waitMs] : []));
  return waits.length > 0 ? Math.min(...waits) : undefined;
}
