import type { CallOptions, Connection } from '../wire.js';

/**
 * Cancels the deployment permanently (POST omail/deployment/cancel).
 * @throws {OmedaError} class cancelled or sent when it is.
 */
export async function cancel(
  { send, account }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<void> {
  const path = ['omail', 'deployment', 'cancel'];
  const json = { UserId: account.ownerUserId, TrackId: trackId };
  await send({ call: 'cancel', method: 'POST', path, json }, options);
}
