import { randomBytes } from 'node:crypto';

const BYTES = 32;

/** A new signing secret, in the form of Standard Webhooks. */
export function newSecret(): string {
  return `whsec_${randomBytes(BYTES).toString('base64')}`;
}
