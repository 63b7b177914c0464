import { Injectable } from '@nestjs/common';
import { EventStore, FEED_WINDOW, type FeedEntry } from '#event-store';

export type WindowsQuery = {
  after: string;
  /** The current end of the feed. */
  end: string;
  limit: number;
  /** Stored types. */
  types: readonly string[];
  /** Default: all. */
  sites?: readonly string[] | undefined;
};

/** `next`: the position read up to; `hasMore`: the feed continues there, with or without matching events. */
export type Windows = { entries: FeedEntry[]; next: string; hasMore: boolean };

/** Reads the feed in small steps, however few events match the filter. */
@Injectable()
export class FeedWindows {
  /** Time limit of one request; the next one continues there. */
  budgetMs = 3_000;

  constructor(private readonly store: EventStore) {}

  /** Until the limit is reached, the feed ends, the time is over, or the client is gone. */
  async read(
    { after, end, limit, types, sites }: WindowsQuery,
    over: AbortSignal,
  ): Promise<Windows> {
    const entries: FeedEntry[] = [];
    const last = BigInt(end);
    const until = performance.now() + this.budgetMs;
    let next = BigInt(after);
    while (next < last && entries.length < limit) {
      const bound = next + BigInt(FEED_WINDOW);
      const upTo = bound < last ? bound : last;
      const filter = { types, sites, upTo: String(upTo) };
      const found = await this.store.feed(String(next), limit - entries.length, filter);
      entries.push(...found);
      const cut = entries.length === limit ? found.at(-1) : undefined;
      next = cut ? BigInt(cut.position) : upTo;
      if (over.aborted || performance.now() >= until) break;
    }
    return { entries, next: String(next), hasMore: next < last };
  }
}
