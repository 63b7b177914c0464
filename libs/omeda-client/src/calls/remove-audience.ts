import type { CallOptions, Connection } from '../wire.js';

export type RemoveAudienceInput = { trackId: string; queryName: string };

/**
 * Removes the readers again (POST omail/deployment/audience/remove).
 * @throws {OmedaError} class not-found if none are assigned.
 */
export async function removeAudience(
  { send, account }: Connection,
  { trackId, queryName }: RemoveAudienceInput,
  options?: CallOptions,
): Promise<void> {
  const json = {
    UserId: account.ownerUserId,
    TrackId: trackId,
    QueryName: queryName,
    SplitNumber: 1,
  };
  const path = ['omail', 'deployment', 'audience', 'remove'];
  await send({ call: 'removeAudience', method: 'POST', path, json }, options);
}
