import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  Deployments,
  EventStore,
  Figures,
  NotificationRecords,
  RefusedAnnouncements,
  Subscriptions,
} from '#event-store';
import { RabbitConnection } from '#messaging';
import { storeLimitBytes } from '#metrics';
import { relayLag } from '#relay';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { ParkedItems } from '../parked/parked-items.js';
import { brokerChecks, parkedChecks } from './broker-checks.js';
import type { Check } from './check.js';
import { missingBrands } from './missing-brands.js';
import { newsletterChecks } from './newsletter-checks.js';
import { notificationChecks } from './notification-checks.js';
import { omedaChecks } from './omeda-checks.js';
import { announcementChecks, relayChecks, serverChecks } from './server-checks.js';
import { storeChecks } from './store-checks.js';
import { subscriptionChecks } from './subscription-checks.js';

/** Checks everything that sending a newsletter needs. */
@Injectable()
export class Doctor {
  @Inject(ParkedItems) private readonly parkedItems!: ParkedItems;
  @Inject(NotificationRecords) private readonly notifications!: NotificationRecords;
  @Inject(RefusedAnnouncements) private readonly refused!: RefusedAnnouncements;
  @Inject(Subscriptions) private readonly subscriptions!: Subscriptions;
  /** Only in processes that use a broker. */
  @Optional() @Inject(RabbitConnection) private readonly connection?: RabbitConnection;

  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    private readonly figures: Figures,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  async examine() {
    const { broker, sites } = this.settings;
    const store = await storeChecks(this.store);
    const holds = await this.deployments.brandHolds().catch(() => new Map<string, never>());
    const checks = [
      ...store.checks,
      // Earlier checks have reported an unavailable store.
      ...(await this.inStore().catch(() => [])),
      ...(await brokerChecks(broker, store.transport)),
      ...(await omedaChecks(sites.brands.values(), holds)),
    ];
    return { healthy: checks.every(({ state }) => state !== 'fault'), checks };
  }

  /** All but Omeda, which is not called that often, over this process's own connections. @throws StoreUnavailable. */
  async examineHere(): Promise<Check[]> {
    const { settings, connection } = this;
    const { checks, transport } = await storeChecks(this.store);
    const inStore = await this.inStore();
    return [...checks, ...inStore, ...(await brokerChecks(settings.broker, transport, connection))];
  }

  /** Checks of the store itself, and of newsletters in it. */
  private async inStore(): Promise<Check[]> {
    const { figures, settings } = this;
    const counts = await this.deployments.counts();
    return [
      ...newsletterChecks(counts, {
        nextSends: await figures.nextSends(),
        notTakenBack: await figures.notTakenBack(),
        unwanted: await figures.sentAfterWithdrawal(),
      }),
      ...missingBrands(counts, settings.sites.brands),
      ...serverChecks(await figures.server(), storeLimitBytes()),
      ...(settings.broker ? relayChecks(await relayLag(this.store)) : []),
      ...(settings.broker
        ? announcementChecks(await this.refused.ofLate(), settings.broker.prefix)
        : []),
      ...(settings.broker ? [] : parkedChecks(await this.parkedItems.count())),
      ...notificationChecks({
        settings: settings.notifications,
        sites: settings.sites.sites,
        waiting: await this.notifications.failing(),
      }),
      ...subscriptionChecks(await this.subscriptions.list()),
    ];
  }
}
