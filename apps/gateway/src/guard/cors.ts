import type { NextFunction, Request, RequestHandler, Response } from 'express';

const METHODS = 'GET, POST';
const REQUEST_HEADERS =
  'authorization, content-type, last-event-id, newsletter-actor, prefer, traceparent';
const ANSWER_HEADERS = 'preference-applied, retry-after, trace-id';
const REMEMBER_SECONDS = '600';

/** Lets web pages of these origins call; pages of all others are kept out by their browsers. */
export function cors(origins: readonly string[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const origin = request.get('origin');
    if (origins.length > 0) response.vary('origin');
    if (origin === undefined || !origins.includes(origin)) return next();
    response.set({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': ANSWER_HEADERS,
      'cross-origin-resource-policy': 'cross-origin',
    });
    const isPreflight =
      request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined;
    if (!isPreflight) return next();
    response.set({
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': REMEMBER_SECONDS,
    });
    response.status(204).end();
  };
}
