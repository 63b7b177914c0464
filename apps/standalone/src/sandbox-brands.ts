import type { Brand, Sites } from '#sites';
import { readMisbehavior } from '../../sandbox/src/settings.js';
import { type Sandbox, startSandbox } from '../../sandbox/src/start-sandbox.js';

type WithSandbox = {
  sites: Sites;
  sandbox?: Sandbox;
  /** Adds the sandbox's address to a brand that uses one and names no address. */
  locate: (brand: Brand) => Brand;
};

/** Starts a sandbox if brands use one and name no address. */
export async function withSandbox(
  sites: Sites,
  options: { port: number; audienceLoadMs: number; file?: string },
): Promise<WithSandbox> {
  const wanting = [...sites.brands.values()].filter(needsSandbox);
  if (wanting.length === 0) return { sites, locate: (brand) => brand };
  const brands = wanting.map(({ abbreviation, appId, ownerUserId, approverUserId }) => ({
    abbreviation,
    appIds: [appId.reveal()],
    users: [ownerUserId, ...(approverUserId ? [approverUserId] : [])],
  }));
  const sandbox = await startSandbox({ ...options, brands, misbehavior: readMisbehavior() });
  const locate = (brand: Brand) =>
    needsSandbox(brand) ? { ...brand, baseUrl: sandbox.url } : brand;
  const located = [...sites.brands].map(([name, brand]) => [name, locate(brand)] as const);
  return { sandbox, locate, sites: { ...sites, brands: new Map(located) } };
}

function needsSandbox({ environment, baseUrl }: Brand): boolean {
  return environment === 'sandbox' && baseUrl === undefined;
}
