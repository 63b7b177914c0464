import type { Request, Response } from 'express';
import { traceIdOf } from '../http/trace.js';
import type { Problem } from './problem.js';
import { keepRefusal } from './refusal-of.js';

/** Sends a problem as the response. */
export function answerProblem(request: Request, response: Response, problem: Problem): void {
  keepRefusal(response, problem);
  const traceId = traceIdOf(request);
  response.setHeader('trace-id', traceId);
  const { retryAfterSeconds } = problem.extras;
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  response.status(problem.status).type('application/problem+json').json(problem.body(traceId));
}
