import { Injectable } from '@nestjs/common';
import { guarded } from '../errors.js';
import { EventStore } from '../event-store.js';
import { type FeedEnd, readFeedEnd } from '../feed/feed-end.js';
import { FEED_WINDOW, type FeedEntry, type FeedRow, entriesOf, toEntry } from '../feed/feed.js';

/** `attempts`: of its delivery so far. */
export type PendingEntry = FeedEntry & { attempts: number };

/** What waits for its next attempt, with all of its newsletter: the first position, and the shortest wait. */
type Held = { position: string; waitMs: number };

/**
 * `end`: up to there the feed was read, which ended at `feedEnd`; `hasMore`: there may be more to deliver right now.
 * `isLost`: the store does not have what was `seen`, or ends before `after`, so that later positions prove nothing.
 */
export type PendingPage = {
  entries: PendingEntry[];
  end: string;
  feedEnd: FeedEnd;
  isLost: boolean;
  hasMore: boolean;
  held?: Held;
};

export type PendingQuery = {
  subscriptionId: string;
  after: string;
  /** The feed's end as it was when `after` was found. */
  seen: FeedEnd;
  /** Stored types. */
  types: readonly string[];
  /** Empty: all. */
  sites: readonly string[];
  limit: number;
};

const HELD = `
SELECT min(position)::text AS position,
  min(extract(epoch FROM next_at - connector_now()) * 1000)::float8 AS "waitMs"
FROM webhook_delivery
WHERE subscription_id = $1 AND delivered_at IS NULL AND next_at > connector_now()`;

/** Waiting newsletters are excluded: however many events they have, those of others are delivered. */
const PENDING = `
SELECT entry.*, coalesce(known.attempts, 0) AS attempts
FROM (${entriesOf('event')}
  WHERE event.position > $2 AND event.position <= $3 AND event.type = ANY ($4)
    AND ($5::text[] IS NULL OR first.data ->> 'site' = ANY ($5))) AS entry
LEFT JOIN webhook_delivery AS known
  ON known.subscription_id = $1 AND known.position = entry.position
WHERE known.delivered_at IS NULL AND NOT EXISTS (
  SELECT FROM webhook_delivery AS held
  WHERE held.subscription_id = $1 AND held.delivered_at IS NULL AND held.next_at > connector_now()
    AND held.deployment_id::text = entry.stream_id)
ORDER BY entry.position LIMIT $6`;

type Row = FeedRow & { attempts: number };

/**
 * The feed as a subscription filters it. Each excluded part is read only once: the page returns how
 * far it got. Calls may throw StoreUnavailable.
 */
@Injectable()
export class SubscriberFeed {
  constructor(private readonly store: EventStore) {}

  /** Where it ends now. */
  end(): Promise<FeedEnd> {
    return readFeedEnd(this.store.dataSource);
  }

  /** What is not delivered yet, and does not wait, in the order of the feed. */
  async pending(query: PendingQuery): Promise<PendingPage> {
    const { subscriptionId, after, seen, types, sites, limit } = query;
    const { dataSource } = this.store;
    // Before the events: all of them up to there can be read, including what has stopped waiting in the meantime.
    const { isWhole, ...feedEnd } = await readFeedEnd(dataSource, seen);
    const last = BigInt(feedEnd.position);
    const isLost = !isWhole || last < BigInt(after);
    if (isLost) return { entries: [], end: after, feedEnd, isLost, hasMore: true };
    const held = await this.held(subscriptionId);
    const bound = BigInt(after) + BigInt(FEED_WINDOW);
    const end = last < bound ? last : bound;
    const found = { feedEnd, isLost, ...(held ? { held } : {}) };
    if (end === BigInt(after)) return { entries: [], end: after, hasMore: false, ...found };
    const values = [subscriptionId, after, String(end), types, sites.length ? sites : null, limit];
    const rows = await guarded(() => dataSource.query<Row[]>(PENDING, values));
    const isCut = rows.length === limit;
    return {
      entries: await this.entriesOf(rows),
      end: (isCut && rows.at(-1)?.position) || String(end),
      hasMore: isCut || (end < last && !held),
      ...found,
    };
  }

  private async held(subscriptionId: string): Promise<Held | undefined> {
    const { dataSource } = this.store;
    const query = () => dataSource.query<(Held | { position: null })[]>(HELD, [subscriptionId]);
    const [row] = await guarded(query);
    return row?.position == null ? undefined : row;
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
    }));
  }
}
