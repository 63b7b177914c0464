import { useEffect, useState } from 'preact/hooks';
import { useZoneOf } from '../parts/console-context.js';
import { get } from './client.js';
import type { HistoryEntry, HistoryPage } from './types.js';

/** The whole history, oldest first; what is new is added. */
export function useHistory(id: string, version: number, site: string): HistoryEntry[] {
  const zone = useZoneOf(site);
  const [known, setKnown] = useState<{ of: string; events: HistoryEntry[] }>({
    of: '',
    events: [],
  });
  const of = `${id} ${zone}`;
  const events = known.of === of ? known.events : [];
  const last = events.at(-1)?.version ?? 0;
  useEffect(() => {
    if (last >= version) return undefined;
    const aborter = new AbortController();
    more({ id, zone, after: last }, aborter.signal).then(
      (added) => setKnown({ of, events: [...events, ...added] }),
      () => undefined,
    );
    return () => aborter.abort();
  }, [of, version, last]);
  return events;
}

type From = { id: string; zone: string; after: number };

async function more({ id, zone, after }: From, signal: AbortSignal): Promise<HistoryEntry[]> {
  const events: HistoryEntry[] = [];
  for (let from: number | null = after; from !== null;) {
    const query = `limit=1000&after=${from}&timeZone=${encodeURIComponent(zone)}`;
    const page: HistoryPage = await get<HistoryPage>(
      `/v1/deployments/${id}/events?${query}`,
      signal,
    );
    events.push(...page.events);
    from = page.next;
  }
  return events;
}
