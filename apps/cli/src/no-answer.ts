import { CliError } from './cli-error.js';
import { EXIT } from './exit-code.js';

export type Asking = {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Record<string, string | boolean | undefined>;
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Shown if a change may have been made without a response; empty if the request changes nothing. */
  inDoubtHint?: string | undefined;
};

const MAYBE_DONE = 'The request may still have taken effect. Check before you retry.';

/** With these, no connection was made: nothing was sent. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENET|UND_ERR_CONNECT|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/;
const CONNECTING = new Set(['connect', 'getaddrinfo']);

export function unreachable(origin: string, error: Error, asking: Asking): CliError {
  const cause = error.cause instanceof Error ? error.cause : error;
  const words = `Cannot reach a gateway at ${origin} (${cause.message || 'no connection'}). Start it ("npm start"), or set NEWSLETTER_URL to its address.`;
  return new CliError(isUnsent(cause) ? words : withDoubt(words, asking), EXIT.failed);
}

export function brokenOff(asking: Asking): CliError {
  const words = 'The connection to the gateway was cut in the middle of its response.';
  return new CliError(`${words} ${inDoubtHintOf(asking) || 'Try again.'}`, EXIT.failed);
}

/** The words, with the hint if a change may have been made. */
export function withDoubt(words: string, asking: Asking): string {
  const inDoubtHint = inDoubtHintOf(asking);
  if (!inDoubtHint) return words;
  return `${words}${words.includes('\n') ? '\n' : ' '}${inDoubtHint}`;
}

/** Whether a response shows what was done: the gateway's do, except internal errors. */
export function isConclusive(answer: unknown, status: number): boolean {
  const { type } = (answer ?? {}) as { type?: unknown };
  return status < 500 || (status > 500 && String(type).startsWith('urn:newsletter-connector:'));
}

function inDoubtHintOf({ method = 'GET', inDoubtHint }: Asking): string {
  return inDoubtHint ?? (method === 'GET' ? '' : MAYBE_DONE);
}

function isUnsent(cause: Error): boolean {
  const { code = '', syscall = '' } = cause as NodeJS.ErrnoException;
  return NO_CONNECTION.test(code) || CONNECTING.has(syscall);
}
