import { Injectable } from '@nestjs/common';
import { guarded } from '../errors.js';
import { EventStore } from '../event-store.js';
import { ENTRIES, type FeedEntry, type FeedRow, toEntry } from '../feed/feed.js';

/** `attempts` and `waitMs`: of its delivery so far. */
export type PendingEntry = FeedEntry & { attempts: number; waitMs: number };

/** `end`: up to there the feed was looked at; `isWhole`: there was nothing beyond. */
export type PendingPage = { entries: PendingEntry[]; end: string; isWhole: boolean };

export type PendingQuery = {
  subscriptionId: string;
  after: string;
  /** Stored types. */
  types: readonly string[];
  /** Empty: all. */
  sites: readonly string[];
  limit: number;
};

/** So much of the feed is looked at in one go, whatever the filter leaves of it. */
const LOOKED_AT = 5_000;

const END = 'SELECT coalesce(max(position), 0)::text AS last FROM event';

const PENDING = `
SELECT entry.*, coalesce(known.attempts, 0) AS attempts,
  coalesce(greatest(0, extract(epoch FROM known.next_at - connector_now()) * 1000), 0)::float8
    AS "waitMs"
FROM (${ENTRIES}
  WHERE event.position > $2 AND event.position <= $3 AND event.type = ANY ($4)
    AND ($5::text[] IS NULL OR first.data ->> 'site' = ANY ($5))) AS entry
LEFT JOIN webhook_delivery AS known
  ON known.subscription_id = $1 AND known.position = entry.position
WHERE known.delivered_at IS NULL
ORDER BY entry.position LIMIT $6`;

type Row = FeedRow & { attempts: number; waitMs: number };

/**
 * The feed as a subscription asks for it. Of what its filter excludes each part is looked at once: the page says how
 * far it went. Calls may throw StoreUnavailable.
 */
@Injectable()
export class SubscriberFeed {
  constructor(private readonly store: EventStore) {}

  /** What is not delivered yet, in the order of the feed. */
  async pending(query: PendingQuery): Promise<PendingPage> {
    const { subscriptionId, after, types, sites, limit } = query;
    const { dataSource } = this.store;
    // Before the events: all of them up to there are there to be read.
    const [tail] = await guarded(() => dataSource.query<{ last: string }[]>(END));
    const last = BigInt(tail?.last ?? 0);
    const bound = BigInt(after) + BigInt(LOOKED_AT);
    const end = last < bound ? last : bound;
    if (end <= BigInt(after)) return { entries: [], end: after, isWhole: true };
    const values = [subscriptionId, after, String(end), types, sites.length ? sites : null, limit];
    const rows = await guarded(() => dataSource.query<Row[]>(PENDING, values));
    const isCut = rows.length === limit;
    return {
      entries: await this.entriesOf(rows),
      end: (isCut && rows.at(-1)?.position) || String(end),
      isWhole: !isCut && end === last,
    };
  }

  /** One event by its position. */
  async at(position: string): Promise<FeedEntry | undefined> {
    const before = String(BigInt(position) - 1n);
    return (await this.store.feed(before, 1)).find((entry) => entry.position === position);
  }

  private async entriesOf(rows: readonly Row[]): Promise<PendingEntry[]> {
    const entries = await this.store.opened(rows.map((row) => toEntry(row, this.store.codec)));
    return entries.map((entry, index) => ({
      ...entry,
      attempts: rows[index]?.attempts ?? 0,
      waitMs: rows[index]?.waitMs ?? 0,
    }));
  }
}
