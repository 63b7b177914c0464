import {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  json,
  raw,
} from 'express';
import { STYLES_CHARACTERS } from '../events/post.dto.js';
import type { BodyBudget } from '../guard/body-budget.js';
import { Problem } from '../problem/problem.js';

/** The longest JSON of a post: PHP writes a character of two or three bytes as `\uXXXX`. */
const JSON_BYTES_PER_BYTE = 3;
/** Room for all that an event holds besides the html: mainly styles. */
const REST_BYTES = 512_000 + STYLES_CHARACTERS * JSON_BYTES_PER_BYTE;
const ACTION_BYTES = 16_000;
/** As many ids as a bulk action takes. */
const BULK_BYTES = 64_000;

/** Keeps the original bytes, which are signed. */
export function eventBody(contentLimitBytes: number, budget: BodyBudget): RequestHandler {
  const limit = contentLimitBytes * JSON_BYTES_PER_BYTE + REST_BYTES;
  const read = withLimitNamed(raw({ type: () => true, limit, inflate: false }), limit);
  return (request, response, next) => {
    budget.watch(request, response);
    return read(request, response, next);
  };
}

export function actionBody(): RequestHandler {
  return jsonBody(ACTION_BYTES);
}

export function bulkBody(): RequestHandler {
  return jsonBody(BULK_BYTES);
}

function jsonBody(limit: number): RequestHandler {
  const read = withLimitNamed(json({ limit, inflate: false }), limit);
  return (request, response, next) => {
    // A body with curl -d's default content type must not pass for an empty one.
    const isOther = request.is('application/json') === false;
    if (isOther && request.get('content-length') !== '0') throw notJson();
    return read(request, response, next);
  };
}

function notJson(): Problem {
  const detail = 'Send the body as JSON, with the header Content-Type: application/json.';
  return new Problem('unsupported-media-type', detail);
}

function withLimitNamed(parse: RequestHandler, limit: number): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const done = (error?: unknown) => {
      const isTooLarge = error instanceof Error && Reflect.get(error, 'status') === 413;
      const detail = `The body exceeds the limit of ${limit} bytes: shorten it.`;
      next(isTooLarge ? new Problem('too-large', detail) : error);
    };
    void parse(request, response, done);
  };
}
