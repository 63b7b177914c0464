import { count, instant, records, text } from '../reading.js';
import { isReceipt } from '../errors/reply-body.js';
import { type DeploymentStatus, normalStatus } from '../status.js';
import { unreadable } from '../errors/unreadable.js';
import { withoutUndefined } from '../without-undefined.js';
import type { CallOptions, Connection } from '../wire.js';

export type SearchStatus =
  | 'NEW'
  | 'SENT_OR_SENDING'
  | 'SCHEDULED'
  | 'SENDING'
  | 'SENT'
  | 'CANCELLED'
  | 'WAITING_REVIEW';

/** Every filter is optional. There are none by date: Omeda may mean the scheduled or sent date. */
export type SearchInput = {
  /** Text match. */
  name?: string;
  /** Text match: brand and yymmdd narrow it to a day. */
  trackId?: string;
  type?: string;
  statuses?: readonly SearchStatus[];
  /** At most `SEARCH_LIMIT`, which is the default. */
  numResults?: number;
};

/** Without notes and campaign: `lookup` has those. Instants are ISO, UTC. */
export type Found = {
  trackId: string;
  name: string;
  status: DeploymentStatus;
  deploymentTypeId?: number;
  createdAt?: string;
  scheduledAt?: string;
  sentAt?: string;
};

/** Omeda's default and limit. */
export const SEARCH_LIMIT = 200;

/**
 * The most recent deployments that match (POST omail/deployment/search), `SEARCH_LIMIT` at most:
 * a full list may not be the whole.
 * @throws {OmedaError}
 */
export async function search(
  { send }: Connection,
  { name, trackId, type, statuses, numResults }: SearchInput = {},
  options?: CallOptions,
): Promise<Found[]> {
  const json = {
    ...(name ? { DeploymentName: name } : {}),
    ...(trackId ? { TrackId: trackId } : {}),
    ...(type ? { Type: type } : {}),
    ...(statuses ? { Statuses: statuses } : {}),
    NumResults: numResults ?? SEARCH_LIMIT,
  };
  const path = ['omail', 'deployment', 'search'];
  const reply = await send({ call: 'search', method: 'POST', path, json }, options);
  // That nothing was found must be Omeda's own word: a create is repeated because of it.
  if (!('Deployments' in reply || isReceipt(reply))) throw unreadable('search', 'no Deployments');
  return records(reply, 'Deployments').flatMap((entry) => {
    const found = text(entry, 'TrackId');
    if (!found) return [];
    return withoutUndefined({
      trackId: found,
      name: text(entry, 'DeploymentName') ?? '',
      status: normalStatus(text(entry, 'Status') ?? ''),
      deploymentTypeId: count(entry, 'DeploymentTypeId'),
      createdAt: instant(entry, 'CreatedDate'),
      scheduledAt: instant(entry, 'ScheduledDate'),
      sentAt: instant(entry, 'SentDate'),
    });
  });
}
