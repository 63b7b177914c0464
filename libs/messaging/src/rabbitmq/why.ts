import { reasonOf } from '../reason.js';

/** Why a connection or channel ended, for a log line: Node's own errors may hide it in a list. */
export function whyOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return whyOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : reasonOf(error);
}
