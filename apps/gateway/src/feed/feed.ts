import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { FeedEpoch } from '#event-store';
import { Signal } from '#messaging';
import { type Caller, Callers } from '../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Changes } from '../live/changes.js';
import { refuseFaults } from '../problem/problem.js';
import { FeedCursors } from './feed-cursors.js';
import { NOT_YOUR_SITE, OTHER_EPOCH } from './feed-faults.js';
import { END, type FeedQuery } from './feed-query.dto.js';
import { type FeedPage, FeedReader, type PageQuery } from './feed-reader.js';

export type SentPage = Omit<FeedPage, 'places'> & { epoch: string };

/** `places`: the position after each event. */
export type PlacedPage = SentPage & { places: string[] };

/** Changes within this time, of any newsletter, cost one read of the store. */
const TOGETHER_MS = 50;

/** The feed as a caller may see it. */
@Injectable()
export class Feed {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;

  constructor(
    private readonly reader: FeedReader,
    private readonly changes: Changes,
    private readonly cursors: FeedCursors,
    private readonly epochs: FeedEpoch,
  ) {}

  /** The next page; at the end of the feed, what comes within the wait. @throws Problem */
  async page(caller: Caller, query: FeedQuery, over: AbortSignal): Promise<SentPage> {
    const { events, next, hasMore, epoch, sealPlace } = await this.found(caller, query, over);
    return { events, next: await sealPlace(next), epoch, hasMore };
  }

  /** The same, with the place of each event. @throws Problem */
  async placedPage(caller: Caller, query: FeedQuery, over: AbortSignal): Promise<PlacedPage> {
    const { events, next, hasMore, epoch, places, sealPlace } = await this.found(
      caller,
      query,
      over,
    );
    const sealed = await Promise.all(places.map(sealPlace));
    return { events, next: await sealPlace(next), epoch, hasMore, places: sealed };
  }

  /** `sealPlace`: a position as this caller may see it. */
  private async found(caller: Caller, query: FeedQuery, over: AbortSignal) {
    const { epoch } = await this.epochs.read();
    if (query.epoch && query.epoch !== epoch) refuseFaults('invalid-request', [OTHER_EPOCH]);
    const own = sitesOf(caller);
    const after = await this.place(query.after, { isLimited: own !== undefined, epoch });
    const sites = query.sites ?? own;
    if (own && sites?.some((site) => !own.includes(site))) {
      refuseFaults('invalid-request', [NOT_YOUR_SITE]);
    }
    const isOurs = query.epoch !== undefined || this.cursors.isSealed(query.after);
    const page = await this.wait({ ...query, after, isOurs, ...(sites ? { sites } : {}) }, over);
    // During a long wait, a backup may have been restored, or the key removed.
    if (page.events.some((event) => event.epoch !== epoch)) {
      refuseFaults('invalid-request', [OTHER_EPOCH]);
    }
    new Callers(this.settings.sites).refuseGone(caller);
    const sealPlace = async (place: string) => (own ? this.cursors.seal(place, epoch) : place);
    return { ...page, epoch, sealPlace };
  }

  private async place(
    after: string,
    { isLimited, epoch }: { isLimited: boolean; epoch: string },
  ): Promise<string> {
    if (after === END) return this.reader.end();
    return isLimited || this.cursors.isSealed(after) ? this.cursors.open(after, epoch) : after;
  }

  private async wait(query: FeedQuery & PageQuery, over: AbortSignal): Promise<FeedPage> {
    const first = await this.reader.page(query, over);
    if (query.waitMs === 0 || first.events.length > 0 || first.hasMore) return first;
    const end = AbortSignal.any([over, AbortSignal.timeout(query.waitMs)]);
    const signal = new Signal();
    const stop = this.changes.onEvents(() => signal.notify());
    end.addEventListener('abort', () => signal.notify());
    try {
      return await this.readPage(query, { page: first, signal, end });
    } finally {
      stop();
    }
  }

  /** Once it listens, since something may have come in between, and then at each change. */
  private async readPage(
    query: PageQuery,
    { page, signal, end }: { page: FeedPage; signal: Signal; end: AbortSignal },
  ): Promise<FeedPage> {
    while (page.events.length === 0 && !page.hasMore && !end.aborted) {
      signal.reset();
      page = await this.reader.page({ ...query, after: page.next, isOurs: true }, end);
      if (page.events.length > 0 || page.hasMore) break;
      await signal.sleep();
      await delay(TOGETHER_MS, undefined, { signal: end }).catch(() => undefined);
    }
    return page;
  }
}

/** Undefined: all. A site key has no feed. */
function sitesOf(caller: Caller): readonly string[] | undefined {
  return caller.kind === 'operator' ? caller.sites : [];
}
