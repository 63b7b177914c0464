import type { OmedaCall } from '../errors/omeda-error.js';
import type { WireRequest } from '../wire.js';
import { lengthOf, maskedBody } from './mask-body.js';
import { type Mask, type Secret, maskOf } from './mask-text.js';

/**
 * A request and its result, as it may be stored: without the app id, the local parts of email addresses, and
 * content.
 */
export type Exchange = {
  call: OmedaCall;
  method: WireRequest['method'];
  /** With its query, without the host. */
  path: string;
  /** Null if it had no body. */
  request: string | null;
  /** Null if there was no response; then `error` says why. */
  status: number | null;
  response: string | null;
  error: string | null;
  tookMs: number;
};

type Answer = { status: number; body: string };

export type Exchanged = {
  request: WireRequest;
  url: string;
  /** As it was sent. */
  sent: string | null;
  answer?: Answer;
  /** Why there was no response. */
  error?: string;
  tookMs: number;
};

/** Limit of what is stored of each body, in UTF-8 bytes: 8 kB for both. */
const MOST_BYTES = 4_000;
const MOST_BYTES_OF_CHARACTER = 3;

/** What may be stored of an exchange. Never throws. */
export function exchangeOf(appId: string, exchanged: Exchanged): Exchange {
  const { request, url, sent, answer, error, tookMs } = exchanged;
  const mask = maskFor(appId, request);
  return {
    call: request.call,
    method: request.method,
    path: cut(maskedPath(url, mask)),
    request: sent === null ? null : kept(sent, mask),
    status: answer?.status ?? null,
    response: answer ? responseOf(request, answer, mask) : null,
    error: error === undefined ? null : cut(mask.all(error)),
    tookMs: Math.round(tookMs),
  };
}

/** For what must not be readable in a request or its response. */
export function maskFor(appId: string, request: WireRequest): Mask {
  return maskOf([{ text: appId, name: 'app id' }, ...secretsOf(request)]);
}

/** Each part is checked decoded, and stays encoded if nothing is hidden. */
function maskedPath(url: string, mask: Mask): string {
  const { pathname, search } = new URL(url);
  const parts = `${pathname}${search}`.split(/([/?&=])/);
  return parts
    .map((part) => {
      const read = decoded(part);
      const masked = mask.all(read);
      return masked === read ? part : masked;
    })
    .join('');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function secretsOf({ secrets = [] }: WireRequest): Secret[] {
  return secrets.map((text) => ({ text, name: 'secret address' }));
}

function responseOf(request: WireRequest, { status, body }: Answer, mask: Mask): string {
  const isContent = request.isBare && status >= 200 && status < 300;
  return isContent ? lengthOf(body) : kept(body, mask);
}

function kept(body: string, mask: Mask): string {
  try {
    return cut(maskedBody(body, mask));
  } catch {
    // For example nested too deep.
    return lengthOf(body);
  }
}

function cut(text: string): string {
  if (text.length * MOST_BYTES_OF_CHARACTER <= MOST_BYTES) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  const start = bytes
    .subarray(0, MOST_BYTES)
    .toString()
    .replace(/\uFFFD+$/, '');
  return `${start}… [${(text.length - start.length).toLocaleString('en-US')} more characters]`;
}
