import { randomBytes } from 'node:crypto';
import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { capConnections } from './connection-cap.js';
import type { GuardRails } from './guard-rails.js';
import { Problem, type ProblemCode } from '../problem/problem.js';

/** Headers are small: no sender of ours needs longer. */
const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than proxies keep their connections, so that they close first and lose no request. */
const KEEP_ALIVE_MS = 65_000;
/** Longer than any wait for a response; streams send more often. */
const IDLE_MS = 120_000;

/** Limits how long slow senders and readers hold a connection. */
export function limitConnections(server: Server, guardRails: GuardRails): void {
  const { requestTimeoutMs, connections } = guardRails;
  server.headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs);
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.setTimeout(IDLE_MS);
  server.on('clientError', refuse);
  capConnections(server, connections);
}

const BY_ERROR = new Map<string | undefined, ProblemCode>([
  ['ERR_HTTP_REQUEST_TIMEOUT', 'too-slow'],
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
]);

const DETAILS: Partial<Record<ProblemCode, string>> = {
  'too-slow': 'The request took too long to arrive. Send it again without pauses.',
  'headers-too-large': 'The headers are too large. Send only the documented ones.',
};

/** Invalid HTTP reaches no route, but gets the same kind of response. */
function refuse({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const kind = BY_ERROR.get(code) ?? 'malformed-request';
  const problem = new Problem(kind, DETAILS[kind] ?? 'The request is not valid HTTP.');
  const traceId = randomBytes(16).toString('hex');
  const body = JSON.stringify(problem.body(traceId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `trace-id: ${traceId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
