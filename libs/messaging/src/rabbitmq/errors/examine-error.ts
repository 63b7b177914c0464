import type { TLSSocket } from 'node:tls';
import { whyOf } from './why.js';

/** ACCESS_REFUSED of a channel, NOT_ALLOWED of a virtual host, and how amqplib words both. */
const REFUSED = /ACCESS.REFUSED|NOT.ALLOWED/i;

/** Whether a right is missing, and not a resource. */
export function isRefusal(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 403 || REFUSED.test(whyOf(error));
}

/** When the certificate of the server at the other end expires; undefined without TLS. */
export function certificateExpiryOf(model: unknown): Date | undefined {
  const { connection } = (model ?? {}) as { connection?: { stream?: Partial<TLSSocket> } };
  const until = connection?.stream?.getPeerCertificate?.()?.valid_to;
  return until ? new Date(until) : undefined;
}
