import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';

/** PostgreSQL stores no NUL in text, and no name of ours has one. */
export function refuseNul({ originalUrl }: Request, _response: Response, next: NextFunction): void {
  const detail = 'The URL contains a NUL character (%00). Remove it.';
  next(originalUrl.includes('%00') ? new Problem('malformed-request', detail) : undefined);
}
