import { Inject, Injectable } from '@nestjs/common';
import { Deployments, EventStore } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { brokerChecks } from './broker-checks.js';
import { missingBrands } from './missing-brands.js';
import { omedaChecks } from './omeda-checks.js';
import { storeChecks } from './store-checks.js';

/** Looks at all that a newsletter needs on its way. */
@Injectable()
export class Doctor {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  async examine() {
    const { broker, sites } = this.settings;
    const store = await storeChecks(this.store);
    const holds = await this.deployments.brandHolds().catch(() => new Map<string, never>());
    const counts = await this.deployments.counts().catch(() => []);
    const checks = [
      ...store.checks,
      ...(await brokerChecks(broker, store.transport)),
      ...(await omedaChecks(sites.brands.values(), holds)),
      ...missingBrands(counts, sites.brands),
    ];
    return { healthy: checks.every(({ state }) => state !== 'fault'), checks };
  }
}
