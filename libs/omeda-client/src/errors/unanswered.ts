import { type OmedaCall, OmedaError } from './omeda-error.js';
import { isRead } from './unreadable.js';

// Failures before the first byte was sent: nothing can have happened at Omeda.
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);

export type Unanswered = { call: OmedaCall; error: unknown; timedOut: boolean; timeoutMs: number };

/** The error of a call without a complete response. Of the cause only its code is kept. */
export function unanswered({ call, error, timedOut, timeoutMs }: Unanswered): OmedaError {
  const { code, syscall } = partsOf(error);
  const reached = timedOut || !(NOT_REACHED.has(code) || isCertificateFault(code, syscall));
  return new OmedaError({
    call,
    class: 'transient',
    texts: [timedOut ? `Omeda did not respond within ${timeoutMs / 1000} s.` : wordsFor(code)],
    mayHaveTakenEffect: reached && !isRead(call),
  });
}

/** The error of a call that its caller aborted. */
export function givenUp(call: OmedaCall, sent: boolean): OmedaError {
  return new OmedaError({
    call,
    class: 'transient',
    texts: ['The call was aborted before Omeda responded.'],
    mayHaveTakenEffect: sent && !isRead(call),
  });
}

function isCertificateFault(code: string, syscall: string): boolean {
  return syscall === 'connect' || syscall === 'getaddrinfo' || /CERT|^ERR_TLS/.test(code);
}

function wordsFor(code: string): string {
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE') {
    return `The connection to Omeda broke before it responded (${code}).`;
  }
  return `Omeda was unreachable (${code || 'unknown cause'}).`;
}

function partsOf(error: unknown): { code: string; syscall: string } {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { code: text(code), syscall: text(syscall) };
}
