import type { OmedaCall } from './omeda-error.js';
import { OmedaError } from './omeda-error.js';
import { outcomeOf } from './outcome-table.js';
import { type ReplyBody, errorTexts } from './reply-body.js';
import { retryAfterMs } from './retry-after.js';
import { isRead } from './unreadable.js';

export type Refused = {
  call: OmedaCall;
  status: number;
  body: ReplyBody;
  retryAfter: string | undefined;
  /** Receipt, in milliseconds since the epoch. */
  nowMs: number;
};

/** The error for a response that is no success. */
export function refusal({ call, status, body, retryAfter, nowMs }: Refused): OmedaError {
  const texts = errorTexts(body);
  const wait = retryAfterMs(retryAfter, nowMs);
  const { class: outcomeClass, at } = outcomeOf(status, texts);
  // A gateway's 5xx or redirect may hide a success; 429 and 4xx are refusals before any work.
  const isUnclear = status >= 500 || (status >= 300 && status < 400);
  return new OmedaError({
    call,
    status,
    texts: texts.length > 0 ? texts : [`Omeda responded with status ${status}.`],
    class: outcomeClass,
    mayHaveTakenEffect: isUnclear && outcomeClass === 'transient' && !isRead(call),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(at ? { at } : {}),
  });
}
