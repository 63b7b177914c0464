import { texts } from '../reading.js';
import type { CallOptions, Connection } from '../wire.js';
import type { Warned } from './set-content.js';

/**
 * Sends the test to the testers (POST omail/deployment/sendtest). Repeating it sends a second copy.
 * @throws {OmedaError} class audience-not-ready while the audience loads.
 */
export async function sendTest(
  { send, account }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<Warned> {
  const path = ['omail', 'deployment', 'sendtest'];
  const json = { UserId: account.ownerUserId, TrackId: trackId };
  const reply = await send({ call: 'sendTest', method: 'POST', path, json }, options);
  return { warnings: texts(reply['Warnings']) };
}
