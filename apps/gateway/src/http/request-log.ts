import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { siteIn } from '../events/site-of-event.js';
import { refusalOf } from '../problem/refusal-of.js';
import { traceIdOf } from './trace.js';

const NOTED = 'noted-in-log';

/** Adds fields to this request's log line. */
export function noteInLog(response: Response, fields: Record<string, string>): void {
  response.locals[NOTED] = { ...(response.locals[NOTED] as object | undefined), ...fields };
}

/** One line per response: the request, its status, and its duration. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId: (request) => traceIdOf(request as Request),
    customLogLevel: (_request, { statusCode }) => levelOf(statusCode),
    autoLogging: { ignore: ({ url }) => url?.startsWith('/health') ?? false },
    customProps: (request, response) => ({
      ...(response as Response).locals?.[NOTED],
      // So that nobody need ask the caller why it was refused.
      ...refusalFields(request as Request, response as Response),
    }),
    serializers: {
      req: ({ method, url = '' }: IncomingMessage) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ type, message }: { type: string; message: string }) => ({ type, message }),
    },
  });
}

/** The last part of a callback's path is a secret. */
function pathOf(url: string): string {
  const path = url.split('?')[0] ?? '';
  return path.replace(/^(\/v1\/callbacks\/.*\/)[^/]+$/, '$1…');
}

/** Our own faults need a person; 503 and 504 are temporary, and name what is unavailable. */
function levelOf(status: number): 'error' | 'warn' | 'info' {
  if (status === 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

/** Faults name fields and never their values: a body may hold private data. */
function refusalFields(request: Request, response: Response): object {
  const refusal = response.locals ? refusalOf(response) : undefined;
  if (!refusal) return {};
  const { code: problem, detail: why } = refusal;
  const site = siteIn(request.originalUrl ?? '');
  return { problem, why, ...(site === undefined ? {} : { site }) };
}
