import type { Request } from 'express';

const EVENTS = /^\/v1\/sites\/[^/?]+\/events(?:\?|$)/;
const SITE = /^\/v1\/sites\/([^/?]+)/;

/** The site that an event was sent for, known or not; undefined for any other request. */
export function siteOfEvent({ originalUrl }: Pick<Request, 'originalUrl'>): string | undefined {
  return EVENTS.test(originalUrl) ? siteIn(originalUrl) : undefined;
}

/** The site that a URL names. */
export function siteIn(url: string): string | undefined {
  const site = SITE.exec(url)?.[1];
  try {
    return site && decodeURIComponent(site);
  } catch {
    return site;
  }
}
