import type { PendingEntry } from '#event-store';

/** Events of one newsletter, in their order: a message group. */
export type MessageGroup = PendingEntry[];

/** One group for each newsletter: within it one event after the other. */
export function groupsOf(entries: readonly PendingEntry[]): MessageGroup[] {
  const groups = new Map<string, MessageGroup>();
  for (const entry of entries) {
    const { id } = entry.event.stream;
    const group = groups.get(id);
    if (group) group.push(entry);
    else groups.set(id, [entry]);
  }
  return [...groups.values()];
}

/** The least tried comes first. */
export function leastTriedFirst(groups: readonly MessageGroup[]): MessageGroup[] {
  return groups.toSorted(([a], [b]) => (a?.attempts ?? 0) - (b?.attempts ?? 0));
}
