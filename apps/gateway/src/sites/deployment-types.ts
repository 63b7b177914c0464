import { Inject, Injectable } from '@nestjs/common';
import { type TypeList, TypeLists } from '#event-store';
import { type DeploymentType, OmedaError, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';
import { type Caller, maySee } from '../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound } from '../problem/problem.js';

/** Omeda asks callers to cache the list; types change a few times a year. */
const FRESH_MS = 24 * 60 * 60 * 1000;
/** A list fresher than this is not fetched again, however often refresh is pressed. */
const JUST_FETCHED_MS = 10_000;
/** A person waits for the response: less than a step's call may take. */
const PATIENCE_MS = 10_000;
const AGAIN_AFTER_SECONDS = 30;

/** A brand's deployment types, from Omeda or as last fetched. */
@Injectable()
export class DeploymentTypes {
  private readonly underWay = new Map<string, Promise<TypeList>>();

  constructor(
    private readonly lists: TypeLists,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem for an unknown site, or if Omeda does not respond and never has. */
  async ofSite(siteId: string, caller: Caller, isRefresh: boolean) {
    const { sites, brands } = this.settings.sites;
    const site = maySee(caller, siteId) ? sites.get(siteId) : undefined;
    const brand = site && brands.get(site.brand);
    if (!brand) throw notFound('site');
    refuseWithoutAddress(brand);
    const known = await this.lists.read(brand.abbreviation);
    const goodMs = isRefresh ? JUST_FETCHED_MS : FRESH_MS;
    if (known && known.ageMs < goodMs) return answerOf(brand, known);
    try {
      return answerOf(brand, await this.fetched(brand));
    } catch (error) {
      if (!(error instanceof OmedaError)) throw error;
      if (!known) throw problemOf(error, brand);
      return { ...answerOf(brand, known), stale: true, because: error.message };
    }
  }

  /** Concurrent requests share one call. */
  private fetched(brand: Brand): Promise<TypeList> {
    const { abbreviation } = brand;
    const current = this.underWay.get(abbreviation);
    if (current) return current;
    const fetching = fetchTypes(brand)
      .then((types) => this.lists.save(abbreviation, types))
      .finally(() => this.underWay.delete(abbreviation));
    this.underWay.set(abbreviation, fetching);
    return fetching;
  }
}

/** @throws Problem if there is no Omeda to call. */
function refuseWithoutAddress({ abbreviation, environment, baseUrl }: Brand): void {
  if (environment !== 'sandbox' || baseUrl !== undefined) return;
  const cure = 'set its baseUrl in the sites file, or use "npm start", which starts a sandbox.';
  throw new Problem(
    'omeda-refused',
    `Brand ${abbreviation} uses a sandbox without an address: ${cure}`,
  );
}

async function fetchTypes(brand: Brand): Promise<DeploymentType[]> {
  const { abbreviation, appId, callTimeoutMs, ...account } = brand;
  const client = createOmedaClient(
    { ...account, brand: abbreviation, appId: appId.reveal() },
    { timeoutMs: Math.min(callTimeoutMs, PATIENCE_MS) },
  );
  try {
    return await client.deploymentTypes();
  } finally {
    await client.close();
  }
}

function answerOf({ abbreviation }: Brand, { types, fetchedAt }: TypeList) {
  return {
    brand: abbreviation,
    types: types as DeploymentType[],
    fetchedAt,
    stale: false,
    because: null as string | null,
  };
}

function problemOf({ class: kind, message }: OmedaError, { abbreviation }: Brand): Problem {
  if (kind === 'transient') {
    return new Problem(
      'try-again',
      `Omeda is not responding, and the deployment types of ${abbreviation} are not cached yet: ${message}`,
      { retryAfterSeconds: AGAIN_AFTER_SECONDS },
    );
  }
  const cure =
    kind === 'brand-refused'
      ? `replace the appId of brand ${abbreviation} in the sites file.`
      : `compare brand ${abbreviation} in the sites file with the account at Omeda.`;
  return new Problem('omeda-refused', `Omeda rejects the request: “${message}” To fix it, ${cure}`);
}
