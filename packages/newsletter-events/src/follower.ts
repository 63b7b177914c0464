import { Attempts } from './attempts.js';
import type { Progress } from './checkpoint.js';
import { EventNotifier } from './event-notifier.js';
import { type NewsletterEvent, withSite } from './event.js';
import { FeedClient, type Page, PlaceLost, Refused } from './feed-client.js';
import { type FollowOptions, checkFollow } from './options.js';
import { Retrying } from './retrying.js';
import { Signal } from './signal.js';

/** How long a request waits for the next event; below most proxies' limit of 60 s. */
const WAIT_SECONDS = 30;
/** Even if RabbitMQ is quiet: the feed is what counts. */
const POLL_INTERVAL_MS = 30_000;

/** Replaces a cursor: where the feed ends now. */
const END = 'end';

type Place = { after?: string; epoch?: string };

/** Reads page by page, and delivers event by event. */
export class Follower<Transaction> {
  private readonly client: FeedClient;
  private readonly stopping = new AbortController();
  private readonly arrival = new Signal();
  private readonly signal: AbortSignal;
  private readonly retrying: Retrying;
  private progress: Progress | undefined;

  constructor(private readonly options: FollowOptions<Transaction>) {
    checkFollow(options);
    this.client = new FeedClient(options);
    const { signal } = this.stopping;
    this.signal = options.signal ? AbortSignal.any([options.signal, signal]) : signal;
    this.retrying = new Retrying(this.signal, options);
    this.signal.addEventListener('abort', () => this.arrival.notify());
  }

  async run(): Promise<void> {
    this.progress = await this.retrying.untilDone(() => this.options.checkpoint.load());
    const { from } = this.options;
    if (typeof from === 'object') this.progress ??= from;
    const notifier = this.openNotifier();
    try {
      if (!this.progress && from === 'now') await this.beginNow();
      await this.follow(notifier);
    } finally {
      this.stopping.abort();
      await notifier?.closed();
    }
  }

  private openNotifier(): EventNotifier | undefined {
    const { amqp, sites, types } = this.options;
    if (!amqp) return undefined;
    return new EventNotifier({
      ...amqp,
      sites,
      types,
      notify: () => this.arrival.notify(),
      onTrouble: (error) => this.retrying.report(error, 0),
      signal: this.signal,
    });
  }

  private async follow(notifier: EventNotifier | undefined): Promise<void> {
    while (!this.signal.aborted) {
      this.arrival.reset();
      const isNotified = notifier?.isNotifying ?? false;
      const page = await this.page(isNotified ? 0 : WAIT_SECONDS);
      if (!page) continue;
      await this.handleAll(page);
      if (page.events.length > 0) continue;
      // The filter may skip much: the next start should not read all of it again.
      if (page.hasMore && this.progress) await this.keep(this.progress);
      else if (isNotified) await this.arrival.sleep(POLL_INTERVAL_MS);
    }
  }

  /** Undefined when it is stopped, or restarts from the beginning. */
  private async page(waitSeconds: number): Promise<Page | undefined> {
    const { after, epoch } = this.progress ?? {};
    const place: Place = { ...(after ? { after } : {}), ...(epoch ? { epoch } : {}) };
    try {
      const ask = () => this.client.page({ ...place, waitSeconds }, this.signal);
      return await this.retrying.untilDone(ask);
    } catch (error) {
      if (!(error instanceof PlaceLost)) throw error;
      await this.beginAnew(error);
      return undefined;
    }
  }

  private async beginAnew(lost: PlaceLost): Promise<void> {
    const before = this.progress?.epoch ?? '';
    const first = await this.firstPage();
    if (!first) return;
    const { epoch } = first;
    const notifyOfEpoch = async () => {
      await this.options.onNewEpoch?.({ epoch, before, why: lost.message });
      return true;
    };
    // Otherwise it would never be reported: the next start finds the new epoch in its progress.
    if (!(await this.retrying.untilDone(notifyOfEpoch))) return;
    await this.keep({ epoch, after: '0', seen: [] });
  }

  /** Events up to now are skipped. */
  private async beginNow(): Promise<void> {
    const page = await this.firstPage({ after: END });
    if (page) await this.keep({ epoch: page.epoch, after: page.next, seen: [] });
  }

  /** There is no progress to lose: a restart would only be refused again. */
  private async firstPage(place: Place = {}): Promise<Page | undefined> {
    const ask = () => this.client.page({ ...place, waitSeconds: 0 }, this.signal);
    try {
      return await this.retrying.untilDone(ask);
    } catch (error) {
      throw error instanceof PlaceLost ? new Refused(error.message) : error;
    }
  }

  private async handleAll({ events, next, epoch }: Page): Promise<void> {
    const { after = '0', seen = [] } = this.progress ?? {};
    const known = new Set(seen);
    for (const event of events) {
      if (known.has(event.id)) continue;
      if (this.signal.aborted) return;
      known.add(event.id);
      const isLast = event === events.at(-1);
      const progress = isLast
        ? { epoch, after: next, seen: [] }
        : { epoch, after, seen: [...known] };
      if (!(await this.handle(withSite(event), progress))) return;
    }
    // Past skipped events, too, so that they are not read again; saved with the next event.
    this.progress = { epoch, after: next, seen: [] };
  }

  /** Retries until it succeeds: continuing without it would leave a gap. False when it is stopped. */
  private async handle(event: NewsletterEvent, progress: Progress): Promise<boolean> {
    const { options, signal } = this;
    const attempts = new Attempts({ event, progress, options, signal });
    if (!(await this.retrying.untilDone(() => attempts.next(), event))) return false;
    if (attempts.isKept) this.progress = progress;
    else await this.keep(progress);
    return true;
  }

  /** It was handled: so this is retried to the end, also while stopping. */
  private async keep(progress: Progress): Promise<void> {
    this.progress = progress;
    await this.retrying.toTheEnd(() => this.options.checkpoint.save(progress));
  }
}
