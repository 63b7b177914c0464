import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

declare module 'express-serve-static-core' {
  interface Request {
    /** W3C trace id: the caller's own, or a new one. */
    traceId?: string;
  }
}

/** version-traceid-parentid-flags; an all-zero trace id is invalid. */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** The request's trace id; a request that no middleware handled gets one here. */
export function traceIdOf(request: Request): string {
  const given = TRACEPARENT.exec(request.get('traceparent') ?? '')?.[1];
  request.traceId ??= given ?? randomBytes(16).toString('hex');
  return request.traceId;
}

/** Sets the trace id in each response, so that people can report it. */
export function trace(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('trace-id', traceIdOf(request));
  next();
}
