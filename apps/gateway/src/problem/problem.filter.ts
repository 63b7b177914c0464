import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Inject,
  NotFoundException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { LOG } from '../gateway-settings.js';
import { traceIdOf } from '../http/trace.js';
import { answerProblem } from './answer-problem.js';
import { effectOf } from './effect.js';
import { problemOf } from './problem-of.js';
import { otherMethod } from './unrouted.js';

/** Turns any error into problem+json, without stack, SQL, or a library's words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // In one process with the deployer, its handlers' errors pass through: they are not requests.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    // The timeout has responded. What comes later is discarded, and the connection serves the next request.
    if (response.writableEnded && isTooLate(error)) return;
    const traceId = traceIdOf(request);
    const isUnrouted = error instanceof NotFoundException;
    const problem =
      (isUnrouted && otherMethod(request, response)) || problemOf(error, effectOf(request));
    // An outage ends without help, and shows in health, metrics, and alerts.
    if (problem.status === 500) this.log.error({ traceId, err: error }, problem.detail);
    else if (problem.status > 500) this.log.warn({ traceId, err: error }, problem.detail);
    if (response.headersSent) {
      if (!response.writableEnded) response.destroy();
      return;
    }
    answerProblem(request, response, problem);
  }
}

function isTooLate(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'ERR_HTTP_HEADERS_SENT';
}
