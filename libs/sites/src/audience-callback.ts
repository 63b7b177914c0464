import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Brand } from './brand.js';

const ROUTE = '/v1/callbacks/audience';

/**
 * Where Omeda reports that it has loaded the audience of a newsletter: a separate address for each
 * call, which cannot be guessed without the brand's key.
 */
export function audienceCallbackPath(brand: Brand, deploymentId: string, dueId: number): string {
  return `${ROUTE}/${deploymentId}/${dueId}/${tokenOf(brand, deploymentId, dueId)}`;
}

/** Whether it is the token of this call. */
export function isAudienceCallback(
  brand: Brand,
  { deploymentId, dueId, token }: { deploymentId: string; dueId: number; token: string },
): boolean {
  const known = Buffer.from(tokenOf(brand, deploymentId, dueId));
  const given = Buffer.from(token);
  return known.length === given.length && timingSafeEqual(known, given);
}

function tokenOf({ appId }: Brand, deploymentId: string, dueId: number): string {
  const call = `audience callback ${deploymentId} ${dueId}`;
  return createHmac('sha256', appId.reveal()).update(call).digest('base64url');
}
