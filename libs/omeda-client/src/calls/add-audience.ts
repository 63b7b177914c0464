import { text } from '../reading.js';
import { unreadable } from '../errors/unreadable.js';
import type { CallOptions, Connection } from '../wire.js';

export type AddAudienceInput = {
  trackId: string;
  queryName: string;
  outputCriteria?: string;
  /** Where Omeda posts the status once the list is loaded: up to 3 times, 2 minutes apart. */
  callbackUrl?: string;
};

/** The ListId is the only way to query the loading; Omeda returns it only once. */
export type AudienceAdded = { listId: string };

/**
 * Assigns a query's readers (POST omail/deployment/audience/add). Omeda responds at once and loads
 * them afterwards, usually in 5 to 30 s: poll `audienceStatus`.
 * @throws {OmedaError} class already-assigned when an earlier call worked.
 */
export async function addAudience(
  { send, account }: Connection,
  { trackId, queryName, outputCriteria, callbackUrl }: AddAudienceInput,
  options?: CallOptions,
): Promise<AudienceAdded> {
  const json = {
    UserId: account.ownerUserId,
    TrackId: trackId,
    SplitNumber: 1,
    QueryName: queryName,
    ...(outputCriteria ? { OutputCriteria: outputCriteria } : {}),
    ...(callbackUrl ? { CallbackURLs: [callbackUrl] } : {}),
  };
  const path = ['omail', 'deployment', 'audience', 'add'];
  const secrets = callbackUrl ? secretsOf(callbackUrl) : [];
  const reply = await send({ call: 'addAudience', method: 'POST', path, json, secrets }, options);
  const listId = text(reply, 'ListId');
  if (!listId) throw unreadable('addAudience', 'no ListId');
  return { listId };
}

/** Anyone with the address can report in Omeda's name. In Omeda's replies hosts and schemes may be others. */
function secretsOf(callbackUrl: string): string[] {
  if (!URL.canParse(callbackUrl)) return [callbackUrl];
  const { pathname, search } = new URL(callbackUrl);
  return pathname === '/' ? [callbackUrl] : [callbackUrl, `${pathname}${search}`];
}
