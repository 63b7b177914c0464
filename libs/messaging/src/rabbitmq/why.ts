import { reasonOf } from '../reason.js';

/** At this point of the handshake RabbitMQ closes for nothing else, and amqplib drops its reason. */
const NO_VHOST = /Expected ConnectionOpenOk; got <ConnectionClose/;
const VHOST_WORDS = 'NOT_ALLOWED: the virtual host is missing, or closed to this user';

/** Why a connection or channel ended, for a log line: Node's own errors may hide it in a list. */
export function whyOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return whyOf(error.errors[0]);
  if (!(error instanceof Error)) return reasonOf(error);
  return NO_VHOST.test(error.message) ? VHOST_WORDS : error.message || error.name;
}
