import { Inject, Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { type OmedaClient, createOmedaClient } from '#omeda-client';
import { StepMetrics } from '#metrics';
import { type Brand, type Sites, audienceCallbackPath } from '#sites';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';
import { measured } from './measured-client.js';
import { Slots } from './slots.js';

/** One Omeda account, with the call slots it has in this process. */
export type BrandAccess = {
  name: string;
  client: OmedaClient;
  slots: Slots;
  callTimeoutMs: number;
  /** URL for Omeda's report that it has loaded the audience that this step assigns. */
  audienceCallback?: (deploymentId: string, dueId: number) => string;
};

type Known = { settings: Brand; access: BrandAccess };

/** A stored deployment names a brand that the sites file does not have. */
export class BrandMissing extends Error {
  override name = 'BrandMissing';
}

/** The brands of the sites file by name; one that changes there is called with its new settings. */
@Injectable()
export class Brands implements OnApplicationShutdown {
  private readonly known = new Map<string, Known>();
  /** Clients with earlier settings, closed last: steps that began with one finish with it. */
  private readonly earlier: OmedaClient[] = [];

  private readonly sites: Sites;
  private readonly publicUrl: string | undefined;

  constructor(
    @Inject(DEPLOYER_SETTINGS) { sites, publicUrl }: Pick<DeployerSettings, 'sites' | 'publicUrl'>,
    @Optional() private readonly metrics?: StepMetrics,
  ) {
    this.sites = sites;
    this.publicUrl = publicUrl;
  }

  /** Whether the sites file still has the brand, with the same settings. */
  isCurrent(access: BrandAccess): boolean {
    const settings = this.sites.brands.get(access.name);
    const known = this.known.get(access.name);
    return settings !== undefined && known?.access === access && isSame(known.settings, settings);
  }

  /** @throws BrandMissing */
  get(name: string): BrandAccess {
    const settings = this.sites.brands.get(name);
    if (!settings) {
      throw new BrandMissing(`Brand '${name}' is not in SITES_FILE. Add it; its newsletters wait.`);
    }
    const before = this.known.get(name);
    if (before && isSame(before.settings, settings)) return before.access;
    const made = accessTo(settings, before);
    const access = {
      ...made,
      client: measured(made.client, name, this.metrics),
      ...this.callbackOf(settings),
    };
    this.known.set(name, { settings, access });
    if (before) this.earlier.push(before.access.client);
    return access;
  }

  private callbackOf(brand: Brand): Pick<BrandAccess, 'audienceCallback'> {
    const { publicUrl } = this;
    if (!publicUrl) return {};
    return {
      audienceCallback: (deploymentId, dueId) =>
        `${publicUrl}${audienceCallbackPath(brand, deploymentId, dueId)}`,
    };
  }

  /** After the transport has drained: nothing calls any more. */
  async onApplicationShutdown(): Promise<void> {
    const clients = [...this.known.values()].map(({ access }) => access.client);
    await Promise.all([...clients, ...this.earlier].map((client) => client.close()));
  }
}

function isSame(one: Brand, other: Brand): boolean {
  if (one === other) return true;
  const isKeySame = one.appId.reveal() === other.appId.reveal();
  return isKeySame && JSON.stringify(one) === JSON.stringify(other);
}

function accessTo(brand: Brand, before: Known | undefined): BrandAccess {
  const { abbreviation, appId, maxConcurrentCalls, callTimeoutMs, ...account } = brand;
  const keepsSlots = before?.settings.maxConcurrentCalls === maxConcurrentCalls;
  return {
    name: abbreviation,
    client: createOmedaClient(
      { ...account, brand: abbreviation, appId: appId.reveal() },
      { timeoutMs: callTimeoutMs },
    ),
    slots: keepsSlots ? before.access.slots : new Slots(maxConcurrentCalls),
    callTimeoutMs,
  };
}
