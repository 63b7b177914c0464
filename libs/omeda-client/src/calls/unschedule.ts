import type { CallOptions, Connection } from '../wire.js';

/**
 * Takes back the schedule of the newsletter, so that it can be edited (POST
 * omail/deployment/unschedule).
 * @throws {OmedaError} class not-scheduled, cancelled or sent when it is.
 */
export async function unschedule(
  { send, account }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<void> {
  const path = ['omail', 'deployment', 'unschedule'];
  const json = { UserId: account.ownerUserId, TrackId: trackId };
  await send({ call: 'unschedule', method: 'POST', path, json }, options);
}
