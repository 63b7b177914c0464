import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { siteIn } from '../events/site-of-event.js';
import { refusalOf } from '../problem/refusal-of.js';
import { traceIdOf } from './trace.js';

const NOTED = 'noted-in-log';

/** The line of this request says so, too. */
export function noteInLog(response: Response, fields: Record<string, string>): void {
  response.locals[NOTED] = { ...(response.locals[NOTED] as object | undefined), ...fields };
}

/** One line per answer: what was asked, how it ended, how long it took. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId: (request) => traceIdOf(request as Request),
    customLogLevel: (_request, { statusCode }) => levelOf(statusCode),
    autoLogging: { ignore: ({ url }) => url?.startsWith('/health') ?? false },
    customProps: (request, response) => ({
      ...(response as Response).locals?.[NOTED],
      // Who reads it need not ask the caller why it was refused.
      ...refusalFields(request as Request, response as Response),
    }),
    serializers: {
      req: ({ method, url = '' }: IncomingMessage) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ type, message }: { type: string; message: string }) => ({ type, message }),
    },
  });
}

/** The last part of a callback's address is the secret of who may call it. */
function pathOf(url: string): string {
  const path = url.split('?')[0] ?? '';
  return path.replace(/^(\/v1\/callbacks\/.*\/)[^/]+$/, '$1…');
}

/** A fault of ours is for a person to look at; 503 and 504 heal, and say what is away. */
function levelOf(status: number): 'error' | 'warn' | 'info' {
  if (status === 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

/** Faults name fields and never their values: a body may hold what is nobody's business. */
function refusalFields(request: Request, response: Response): object {
  const refusal = response.locals ? refusalOf(response) : undefined;
  if (!refusal) return {};
  const { code: problem, detail: why } = refusal;
  const site = siteIn(request.originalUrl ?? '');
  return { problem, why, ...(site === undefined ? {} : { site }) };
}
