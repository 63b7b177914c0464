import { useEffect } from 'preact/hooks';
import { useZoneOf } from '../parts/console-context.js';
import { get } from './client.js';
import type { Turn } from './reading.js';
import type { HistoryEntry, HistoryPage } from './types.js';
import { type Query, useReading } from './use-query.js';

/** The whole history, oldest first; new entries are added. */
export function useHistory(id: string, version: number, site: string): Query<HistoryEntry[]> {
  const zone = useZoneOf(site);
  const query = useReading<HistoryEntry[]>(
    `${id} ${zone}`,
    (turn) => withMore({ id, zone }, turn),
    () => false,
  );
  const { data, error, reload } = query;
  const last = data?.at(-1)?.version ?? 0;
  const isRead = data !== undefined;
  useEffect(() => {
    if ((isRead || error) && last < version) reload();
  }, [isRead, version, last]);
  return query;
}

async function withMore(
  { id, zone }: { id: string; zone: string },
  { signal, known = [] }: Turn<HistoryEntry[]>,
): Promise<HistoryEntry[]> {
  const events = [...known];
  let next: number | null = events.at(-1)?.version ?? 0;
  while (next !== null) {
    const query = `limit=1000&after=${next}&timeZone=${encodeURIComponent(zone)}`;
    const path = `/v1/deployments/${id}/events?${query}`;
    const page: HistoryPage = await get<HistoryPage>(path, signal);
    events.push(...page.events);
    next = page.next;
  }
  return events;
}
