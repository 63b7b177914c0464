import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { SentPage } from './feed.js';

/**
 * Sets `Link` and `ETag`. Positions are not part of the ETag: at the end of the feed they would reveal events at
 * other sites. Before the end, empty pages differ only by position, so there it is included.
 */
export function setPageHeaders(response: Response, asked: Request['query'], page: SentPage): void {
  const { events, next, epoch, hasMore } = page;
  const going = Object.entries({ ...asked, after: next, epoch });
  const query = new URLSearchParams();
  for (const [name, value] of going) if (typeof value === 'string') query.set(name, value);
  response.appendHeader('link', `</v1/events?${query.toString()}>; rel="next"`);
  response.setHeader('cache-control', 'private, no-cache');
  const shown = events.map(({ id, data }) => id + JSON.stringify(data));
  const ids = [epoch, ...shown, ...(hasMore && events.length === 0 ? [next] : [])].join(' ');
  const digest = createHash('sha256').update(ids).digest('base64url');
  response.setHeader('etag', `W/"${digest}"`);
}

/** Express sends no 304 to clients that forbid caching, as Node's fetch does when this header is set. */
export function isKnown(request: Request, response: Response): boolean {
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim());
  return known.includes(String(response.getHeader('etag')));
}
