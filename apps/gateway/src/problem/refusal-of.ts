import type { Response } from 'express';
import type { Problem } from './problem.js';

/** Keeps what a request was answered with, for log and metrics. */
export function keepRefusal(response: Response, problem: Problem): void {
  response.locals['problem'] = problem;
}

/** Why a request was refused; undefined where it was not. */
export function refusalOf(response: Response): Problem | undefined {
  return response.locals['problem'] as Problem | undefined;
}
