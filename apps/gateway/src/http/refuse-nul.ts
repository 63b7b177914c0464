import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';

/** PostgreSQL keeps no NUL in a text, and nothing of ours has one in its name. */
export function refuseNul({ originalUrl }: Request, _response: Response, next: NextFunction): void {
  const detail = 'The URL contains a NUL character (%00). Remove it.';
  next(originalUrl.includes('%00') ? new Problem('malformed-request', detail) : undefined);
}
