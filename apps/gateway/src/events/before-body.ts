import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Sites } from '#sites';
import { notFound } from '../problem/problem.js';
import { checkHeaders } from './verify-signature.js';

const SITE = /^\/v1\/sites\/([^/]+)\/events/;

/** What can be refused without the body is refused before it is read: it may be megabytes. */
export function beforeBody({ sites }: Pick<Sites, 'sites'>): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    // Other methods get their own answer.
    if (request.method !== 'POST') return next();
    try {
      if (!sites.has(siteIn(request.originalUrl))) throw notFound('site');
      checkHeaders((name) => request.get(name), new Date());
      next();
    } catch (error) {
      // Who is refused so early may have megabytes on the way that nobody wants to read.
      response.setHeader('connection', 'close');
      next(error);
    }
  };
}

function siteIn(url: string): string {
  const site = SITE.exec(url)?.[1] ?? '';
  try {
    return decodeURIComponent(site);
  } catch {
    return site;
  }
}
