import type { AnyEvent } from './generated.js';
import { retryAfterMs } from './retry-after.js';

/** `hasMore`: the feed continues at `next` right now, even if this page is empty. */
export type Page = { events: AnyEvent[]; next: string; epoch: string; hasMore: boolean };

/** The place is of another epoch of the store: it was restored from a backup. */
export class PlaceLost extends Error {
  override name = 'PlaceLost';
}

/** What a retry does not fix, such as a wrong key. Only the gateway's own responses count. */
export class Refused extends Error {
  override name = 'Refused';
}

/** The gateway is unavailable, busy, or limits how often it is called. */
export class TryLater extends Error {
  override name = 'TryLater';

  constructor(
    message: string,
    readonly afterMs?: number,
  ) {
    super(message);
  }
}

export type FeedClientOptions = {
  http: string;
  key: string;
  sites?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
};

export type Asked = { after?: string; epoch?: string; waitSeconds: number };

/** The longest page: its ids are part of the progress. */
const PAGE = 100;
const ANSWER_LIMIT_MS = 30_000;

/** Reads the feed of a gateway. */
export class FeedClient {
  constructor(private readonly options: FeedClientOptions) {}

  /** @throws PlaceLost, Refused, TryLater */
  async page({ waitSeconds, ...place }: Asked, signal: AbortSignal): Promise<Page> {
    const { sites, types } = this.options;
    const query = new URLSearchParams({ limit: String(PAGE), ...place });
    if (waitSeconds > 0) query.set('wait', String(waitSeconds));
    if (sites) query.set('site', sites.join(','));
    if (types) query.set('type', types.join(','));
    const limit = AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_LIMIT_MS);
    return this.read(query, AbortSignal.any([signal, limit]));
  }

  private async read(query: URLSearchParams, signal: AbortSignal): Promise<Page> {
    const { http, key } = this.options;
    const base = http.endsWith('/') ? http : `${http}/`;
    const url = new URL(`v1/events?${query.toString()}`, base);
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    try {
      const response = await fetch(url, { headers, signal, redirect: 'error' });
      if (response.ok) return pageOf(await response.json());
      throw await refusalOf(response);
    } catch (error) {
      if (error instanceof PlaceLost || error instanceof Refused || error instanceof TryLater) {
        throw error;
      }
      const cause = (error as { cause?: Error }).cause?.message ?? (error as Error).message;
      throw new TryLater(`${url.origin} does not respond: ${cause}`);
    }
  }
}

/** A proxy's own page, or another service, responds with 200, too. @throws TypeError */
function pageOf(body: unknown): Page {
  const { events, next, epoch, hasMore } = (body ?? {}) as Partial<Page>;
  if (Array.isArray(events) && typeof next === 'string' && typeof epoch === 'string') {
    // A gateway before 0.2.0 does not send it, and reads all of the feed for a page.
    return { events, next, epoch, hasMore: hasMore ?? events.length > 0 };
  }
  throw new TypeError('what it sent is no page of the feed');
}

type Problem = {
  type?: string;
  detail?: string;
  errors?: { field: string; problem: string; cure: string }[];
};

const OWN = 'urn:newsletter-connector:problem:';

/** A proxy also returns 401, 403, or 404, for example while the gateway behind it is replaced. */
async function refusalOf(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = (body ?? {}) as Problem;
  const afterMs = retryAfterMs(response.headers.get('retry-after'));
  if (typeof problem.type !== 'string' || !problem.type.startsWith(OWN)) {
    const said = `${response.status} ${response.statusText}`.trim();
    const words = `${said}: something other than the gateway responds, such as a proxy. Check http.`;
    return new TryLater(words, afterMs);
  }
  const faults = (problem.errors ?? []).map((one) => `${one.field} ${one.problem}. ${one.cure}`);
  const words = `${response.status}: ${[problem.detail ?? response.statusText, ...faults].join(' ')}`;
  const fields = (problem.errors ?? []).map(({ field }) => field);
  if (response.status === 400 && fields.some((field) => /^(after|epoch)$/.test(field))) {
    return new PlaceLost(words);
  }
  if ([400, 401, 403, 404].includes(response.status)) return new Refused(words);
  return new TryLater(words, afterMs);
}
