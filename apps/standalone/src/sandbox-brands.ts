import type { Brand, Sites } from '#sites';
import { readMisbehaviour } from '../../sandbox/src/settings.js';
import { type Sandbox, startSandbox } from '../../sandbox/src/start-sandbox.js';

/** Starts a sandbox for the brands that want one and name no address, and tells them where it is. */
export async function withSandbox(
  sites: Sites,
  options: { port: number; audienceLoadMs: number },
): Promise<{ sites: Sites; sandbox?: Sandbox }> {
  const wanting = [...sites.brands.values()].filter(needsSandbox);
  if (wanting.length === 0) return { sites };
  const brands = wanting.map(({ abbreviation, appId, ownerUserId, approverUserId }) => ({
    abbreviation,
    appIds: [appId.reveal()],
    users: [ownerUserId, ...(approverUserId ? [approverUserId] : [])],
  }));
  const sandbox = await startSandbox({ ...options, brands, misbehaviour: readMisbehaviour() });
  const located = [...sites.brands].map(([name, brand]) => [
    name,
    needsSandbox(brand) ? { ...brand, baseUrl: sandbox.url } : brand,
  ]);
  return { sandbox, sites: { ...sites, brands: new Map(located as [string, Brand][]) } };
}

function needsSandbox({ environment, baseUrl }: Brand): boolean {
  return environment === 'sandbox' && baseUrl === undefined;
}
