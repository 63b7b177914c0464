import type { Response } from 'express';
import type { Problem } from './problem.js';

/** Remembers a request's refusal, for log and metrics. */
export function keepRefusal(response: Response, problem: Problem): void {
  response.locals['problem'] = problem;
}

/** Why a request was refused; undefined if it was not. */
export function refusalOf(response: Response): Problem | undefined {
  return response.locals['problem'] as Problem | undefined;
}
