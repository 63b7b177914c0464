import type { OnApplicationShutdown } from '@nestjs/common';
import { type OmedaClient, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';
import { Slots } from './slots.js';

/** One Omeda account, with the calls it may have under way in this process. */
export type BrandAccess = {
  name: string;
  client: OmedaClient;
  slots: Slots;
  callTimeoutMs: number;
};

/** The brands of the sites file by name. */
export class Brands implements OnApplicationShutdown {
  private readonly brands: Map<string, BrandAccess>;

  constructor(settings: Iterable<Brand>) {
    this.brands = new Map([...settings].map((brand) => [brand.abbreviation, accessTo(brand)]));
  }

  /** @throws when a stored deployment names a brand that the sites file does not have. */
  get(name: string): BrandAccess {
    const brand = this.brands.get(name);
    if (!brand) {
      throw new Error(`Brand '${name}' is not in SITES_FILE: add it, or cancel its deployments.`);
    }
    return brand;
  }

  /** After the transport has drained: nothing calls any more. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.brands.values()].map(({ client }) => client.close()));
  }
}

function accessTo(brand: Brand): BrandAccess {
  const { abbreviation, appId, maxConcurrentCalls, callTimeoutMs, ...account } = brand;
  return {
    name: abbreviation,
    client: createOmedaClient(
      { ...account, brand: abbreviation, appId: appId.reveal() },
      { timeoutMs: callTimeoutMs },
    ),
    slots: new Slots(maxConcurrentCalls),
    callTimeoutMs,
  };
}
