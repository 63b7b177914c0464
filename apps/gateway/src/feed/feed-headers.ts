import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { SentPage } from './feed.js';

/**
 * How to go on, and what tells an unchanged page from another one. Positions are not part of that: at the end of the feed
 * they would tell what happens at others. Before its end, an empty page differs from the next empty one by them alone.
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

/** Express does not say so to programs that forbid caching, as Node's own fetch does beside this header. */
export function isKnown(request: Request, response: Response): boolean {
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim());
  return known.includes(String(response.getHeader('etag')));
}
