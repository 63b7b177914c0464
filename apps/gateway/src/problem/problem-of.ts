import { HttpException } from '@nestjs/common';
import { UnknownEventError } from '#events';
import { StoreUnavailable, VersionConflict } from '#event-store';
import { CURES, type Effect } from './effect.js';
import { Problem, type ProblemCode } from './problem.js';

const BY_STATUS = new Map<number, ProblemCode>([
  [400, 'malformed-request'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [415, 'unsupported-media-type'],
]);

/** An update takes minutes; another gateway may be updated already. */
const NEWER_RELEASE_SECONDS = 30;

const WORDS: Partial<Record<ProblemCode, string>> = {
  'malformed-request': 'The request is malformed. Check its URL, and that its body is JSON.',
  'not-found': 'No route matches this path. /docs lists all routes.',
  'unsupported-media-type': 'Send the body as uncompressed application/json in UTF-8.',
};

/**
 * The problem that a client gets for any error, without stack, SQL, or a library's words.
 * @param effect of repeating the request.
 */
export function problemOf(error: unknown, effect: Effect = 'changes'): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable) {
    const detail = `The store is not responding${outcomeOf(error, effect)}`;
    return new Problem('try-again', detail, { retryAfterSeconds: 5 });
  }
  if (error instanceof VersionConflict) {
    const detail =
      'Someone else changed this newsletter at the same time, so nothing was stored. Try again.';
    return new Problem('try-again', detail, { retryAfterSeconds: 1 });
  }
  if (error instanceof UnknownEventError) {
    const detail =
      'A newer release has written to this newsletter, and this gateway cannot read it, so nothing ' +
      'was stored. Try again after the operator has updated this gateway.';
    return new Problem('try-again', detail, { retryAfterSeconds: NEWER_RELEASE_SECONDS });
  }
  return fromStatus(statusOf(error));
}

function outcomeOf({ isInDoubt }: StoreUnavailable, effect: Effect): string {
  if (effect === 'reads') return '. Try again.';
  if (!isInDoubt) return ', so nothing was stored. Try again.';
  return `, and whether it was stored is not known. ${CURES[effect]}`;
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // The body parser's errors carry a status.
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  return typeof status === 'number' ? status : 500;
}

function fromStatus(status: number): Problem {
  const code = BY_STATUS.get(status) ?? (status < 500 ? 'malformed-request' : 'server-fault');
  const detail =
    'An internal error occurred. It is logged under the traceId: give that to the operator.';
  return new Problem(code, WORDS[code] ?? detail);
}
