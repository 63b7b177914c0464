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

/** What was tried least comes first. */
export function inTurn(lanes: readonly Lane[]): Lane[] {
  return lanes.toSorted(([a], [b]) => (a?.attempts ?? 0) - (b?.attempts ?? 0));
}
