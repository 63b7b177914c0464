import type { NewsletterEvent } from '../../packages/newsletter-events/src/index.js';
import type { Line } from './ledger.js';

export type Result = {
  name: string;
  events: number;
  missing: number;
  repeated: number;
  wrong: number;
  p99Ms: number;
};

/** Compares a door's record with the store. */
export function judge(name: string, lines: readonly Line[], store: readonly NewsletterEvent[]) {
  const ids = lines.map(({ event }) => event.id);
  const unique = new Set(ids);
  const result: Result = {
    name,
    events: lines.length,
    missing: store.filter(({ id }) => !unique.has(id)).length,
    repeated: ids.length - unique.size,
    wrong: wrongRows(tableOf(lines.map(({ event }) => event)), tableOf(store)),
    p99Ms: percentile(lines.map(({ event, at }) => Math.max(0, at - Date.parse(event.time)))),
  };
  return result;
}

type Row = { version: number; went: string };

/** What is sent when: the last event of each newsletter about that. */
function tableOf(events: readonly NewsletterEvent[]): Map<string, string> {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const went = wentOf(event);
    const known = rows.get(event.subject);
    if (went === undefined || (known && known.version > event.streamversion)) continue;
    rows.set(event.subject, { version: event.streamversion, went });
  }
  return new Map([...rows].map(([subject, { went }]) => [subject, went]));
}

function wentOf({ type, site, data }: NewsletterEvent): string | undefined {
  switch (type) {
    case 'newsletter.deployment.scheduled.v1':
      return `${site} ${data.postId} ${data.trackId} at ${data.sendAt}`;
    case 'newsletter.deployment.sent.v1':
      return `${site} ${data.postId} ${data.trackId} sent ${data.sentAt}`;
    case 'newsletter.deployment.unscheduled.v1':
    case 'newsletter.deployment.cancelled.v1':
      return `${site} ${data.postId} ${data.trackId} not`;
    default:
      return undefined;
  }
}

function wrongRows(table: Map<string, string>, wanted: Map<string, string>): number {
  const subjects = new Set([...table.keys(), ...wanted.keys()]);
  return [...subjects].filter((subject) => table.get(subject) !== wanted.get(subject)).length;
}

function percentile(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? sorted.at(-1) ?? 0;
}
