import { count, text } from '../reading.js';
import { unreadable } from '../errors/unreadable.js';
import type { CallOptions, Connection } from '../wire.js';

/** DONE and WARNING are success; WARNING means that some recipients were invalid. */
export type AudienceLoadStatus =
  | 'QUEUED'
  | 'IN_PROCESS'
  | 'DONE'
  | 'WARNING'
  | 'ERROR'
  | 'LIST_REMOVED'
  | (string & {});

export type AudienceStatus = {
  status: AudienceLoadStatus;
  recipientCount?: number;
  message?: string;
};

/**
 * The progress of loading (GET omail/deployment/audience/status/{listId}); Omeda asks for 5 to 10 s
 * between two calls.
 * @throws {OmedaError} class list-conflict when the list is empty or was removed.
 */
export async function audienceStatus(
  { send }: Connection,
  listId: string,
  options?: CallOptions,
): Promise<AudienceStatus> {
  const path = ['omail', 'deployment', 'audience', 'status', listId];
  const reply = await send({ call: 'audienceStatus', method: 'GET', path }, options);
  // The field table says AssignmentStatusCode, the sample AssignmentStatus.
  const status = text(reply, 'AssignmentStatusCode', 'AssignmentStatus');
  if (!status) throw unreadable('audienceStatus', 'no status');
  const recipientCount = count(reply, 'RecipientCount');
  const message = text(reply, 'Message');
  return {
    status: status.toUpperCase(),
    ...(recipientCount === undefined ? {} : { recipientCount }),
    ...(message ? { message } : {}),
  };
}
