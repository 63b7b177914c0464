import { createHash, randomBytes } from 'node:crypto';

/** A key, and the hash that the file holds: keys are only compared. */
export type NewKey = { text: string; stored: { sha256: string } };

export function newSiteKey(): NewKey {
  const text = randomBytes(32).toString('hex');
  return { text, stored: { sha256: createHash('sha256').update(text).digest('hex') } };
}

/** WordPress's signing secret: the service needs it in clear, so it is in a file. */
export function newSigningSecret(site: string): { place: string; text: string } {
  const text = `whsec_${randomBytes(32).toString('base64')}`;
  return { place: `secrets/${site}-signing-secret`, text };
}
