import { Injectable } from '@nestjs/common';
import { EventStore, FEED_WINDOW, type FeedEntry } from '#event-store';

export type WindowsQuery = {
  after: string;
  /** Where the feed ends now. */
  end: string;
  limit: number;
  /** Stored types. */
  types: readonly string[];
  /** All, unless told. */
  sites?: readonly string[] | undefined;
};

/** `next`: up to there the feed was looked at; `hasMore`: there is more of it, whether or not it is wanted. */
export type Windows = { entries: FeedEntry[]; next: string; hasMore: boolean };

/** Reads the feed in steps that are each small, however little a filter leaves of it. */
@Injectable()
export class FeedWindows {
  /** One request reads on for so long; whoever asks again continues there. */
  budgetMs = 3_000;

  constructor(private readonly store: EventStore) {}

  /** Until there are as many as asked for, or the feed ends, or the time is over, or nobody waits. */
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
