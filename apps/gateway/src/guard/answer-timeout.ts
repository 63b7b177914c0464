import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { preferredWait } from '../events/prefer-wait.js';
import { feedWait } from '../feed/feed-query.dto.js';
import { answerProblem } from '../problem/answer-problem.js';
import { CURES, effectOf } from '../problem/effect.js';
import { Problem } from '../problem/problem.js';

/** A request that is not answered in time gets a response that says to retry. */
export function answerTimeout(limitMs: number): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const waitMs = Math.max(preferredWait(request.get('prefer')) ?? 0, feedWait(request)) * 1000;
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      const cure = CURES[effectOf(request)];
      const detail = `The response took too long. The request may still be processed. ${cure}`;
      const problem = new Problem('try-again', detail, { retryAfterSeconds: 5 });
      answerProblem(request, response, problem);
    }, limitMs + waitMs);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}
