import { reasonOf } from '../../reason.js';

/** At this point of the handshake amqplib drops the reason that RabbitMQ gives. */
const NO_REASON = /Expected ConnectionOpenOk; got <ConnectionClose/;

/** Whether RabbitMQ gave a reason that amqplib drops. */
export function isUnexplained(error: unknown): boolean {
  return error instanceof Error && NO_REASON.test(error.message);
}

/** Why a connection or channel ended, for a log line: Node's own errors may hide it in a list. */
export function whyOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return whyOf(error.errors[0]);
  if (!(error instanceof Error)) return reasonOf(error);
  return error.message || error.name;
}
