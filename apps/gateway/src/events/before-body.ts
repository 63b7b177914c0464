import { finished } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Sites } from '#sites';
import { Callers } from '../access/callers.js';
import { Problem, notFound } from '../problem/problem.js';
import { checkHeaders } from './verify-signature.js';

const SITE = /^\/v1\/sites\/([^/]+)\/(?:events|preview)/;
const PREVIEW = /^\/v1\/sites\/[^/]+\/preview/;
const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/** A body that takes longer is cut off. */
const DISCARD_MS = 2_000;

/** Refuses what can be refused without the body before the body is kept: it may be megabytes. */
export function beforeBody(siteList: Sites): RequestHandler {
  const callers = new Callers(siteList);
  return (request: Request, response: Response, next: NextFunction) => {
    // Other methods get their own response.
    if (request.method !== 'POST') return next();
    try {
      if (!siteList.sites.has(siteIn(request.originalUrl))) throw notFound('site');
      const hasKey = PREVIEW.test(request.originalUrl) && isKnown(callers, request);
      if (!hasKey) checkHeaders((name) => request.get(name), new Date());
      next();
    } catch (error) {
      // A sender that is refused so early may have megabytes on the way.
      response.setHeader('connection', 'close');
      discardBody(request, () => next(error));
    }
  };
}

/**
 * Lets the body arrive, and discards it. If the connection closes while the sender still writes, the sender
 * sees only that: a proxy then responds with 502 instead of our refusal.
 */
function discardBody(request: Request, done: () => void): void {
  const limit = setTimeout(() => {
    ignore();
    done();
  }, DISCARD_MS);
  // Also if the sender gives up: each refusal is logged.
  const ignore = finished(request, () => {
    clearTimeout(limit);
    done();
  });
  request.resume();
}

/** A preview may also be requested with a key; a wrong one is refused as such. */
function isKnown(callers: Callers, request: Request): boolean {
  const authorization = request.get('authorization');
  if (authorization === undefined) return false;
  if (callers.find(BEARER.exec(authorization)?.[1] ?? '')) return true;
  throw new Problem('key-refused', 'The key is unknown: send a key of the site, or a signature.');
}

function siteIn(url: string): string {
  const site = SITE.exec(url)?.[1] ?? '';
  try {
    return decodeURIComponent(site);
  } catch {
    return site;
  }
}
