import type { Api } from './api.js';

export type Entry = { version: number; at: string; sentence: string; who: string | null };

/** An event, and who caused it. */
export function historyText({ sentence, who }: Pick<Entry, 'sentence' | 'who'>): string {
  return who ? `${sentence} (${who})` : sentence;
}

type Page = { events: Entry[]; next: number | null };

/** The gateway's maximum per response. */
const PAGE = 1_000;

/** The last events up to a version, the oldest first. */
export async function lastEvents(
  api: Api,
  path: string,
  { upTo, count }: { upTo: number; count: number },
): Promise<Entry[]> {
  const events: Entry[] = [];
  for (let after: number | null = upTo + 1; after !== null && events.length < count;) {
    const limit = String(Math.min(PAGE, count - events.length));
    const query = { order: 'desc', after: String(after), limit };
    const page: Page = await api.ask<Page>(`${path}/events`, { query });
    events.push(...page.events);
    after = page.next;
  }
  return events.reverse();
}
