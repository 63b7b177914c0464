import {
  type DynamicModule,
  Inject,
  type MiddlewareConsumer,
  Module,
  type NestModule,
} from '@nestjs/common';
import { EventStoreModule } from '#event-store';
import { NOTIFICATION_DEFAULTS } from '#notifications';
import { BrokerModule, type BrokerOptions } from '#process';
import { RelayModule, type RelaySettings } from '#relay';
import { CallbacksModule } from './callbacks/callbacks.module.js';
import { WEBHOOK_DEFAULTS, WebhooksModule } from '#webhooks';
import { ConsoleModule } from './console/console.module.js';
import { ContentModule } from './content/content.module.js';
import { DeploymentsModule } from './deployments/deployments.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { beforeBody } from './events/before-body.js';
import { EventsModule } from './events/events.module.js';
import { FeedModule } from './feed/feed.module.js';
import { GATEWAY_SETTINGS, type GatewaySettings, type GivenSettings } from './gateway-settings.js';
import { BodyBudget } from './guard/body-budget.js';
import { ConnectionDrain } from './guard/connection-drain.js';
import { GUARD_RAILS } from './guard/guard-rails.js';
import { actionBody, bulkBody, eventBody } from './http/body.js';
import { LiveModule } from './live/live.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PreviewModule } from './preview/preview.module.js';
import { PurgesModule } from './purges/purges.module.js';
import { RETENTION } from './purges/retention.js';
import { SharedModule } from './shared.module.js';
import { SitesModule } from './sites/sites.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';

export type GatewayOptions = GivenSettings & {
  databaseUrl: string;
  broker: BrokerOptions;
  /** Overrides of the defaults, for runs with scaled delays. */
  relay?: Partial<RelaySettings>;
};

/** REST in, status out. Its application is created with GATEWAY_APP_OPTIONS and handed to prepareGateway. */
@Module({
  imports: [
    DeploymentsModule,
    OverviewModule,
    EventsModule,
    ContentModule,
    PreviewModule,
    LiveModule,
    SitesModule,
    FeedModule,
    SubscriptionsModule,
    ErasureModule,
    PurgesModule,
    OperationsModule,
    NotificationsModule,
    ConsoleModule,
    CallbacksModule,
  ],
  providers: [ConnectionDrain],
})
export class GatewayModule implements NestModule {
  constructor(@Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings) {}

  /** The features only: the caller provides the event store. */
  static forRoot({
    guardRails = GUARD_RAILS,
    retention = RETENTION,
    webhooks = WEBHOOK_DEFAULTS,
    notifications = NOTIFICATION_DEFAULTS,
    ...rest
  }: GivenSettings): DynamicModule {
    const usual = { guardRails, retention, webhooks, notifications };
    const settings: GatewaySettings = { ...rest, ...usual };
    return {
      module: GatewayModule,
      imports: [SharedModule.forRoot(settings), WebhooksModule.forRoot(webhooks)],
    };
  }

  /** With all it needs as a separate process. */
  static asProcess({ databaseUrl, relay, ...given }: GatewayOptions): DynamicModule {
    const { imports = [], ...rest } = GatewayModule.forRoot(given);
    return {
      ...rest,
      imports: [
        ...imports,
        EventStoreModule.forRoot({ databaseUrl }),
        BrokerModule.forRoot(given.broker, 'newsletter-gateway'),
        RelayModule.forRoot(relay),
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    const { sites, contentLimitBytes, guardRails } = this.settings;
    const budget = new BodyBudget(guardRails.arrivingBytes);
    consumer
      .apply(beforeBody(sites), eventBody(contentLimitBytes, budget))
      .forRoutes('v1/sites/:site/events', 'v1/sites/:site/preview');
    consumer.apply(bulkBody()).forRoutes('v1/bulk');
    consumer
      .apply(actionBody())
      .forRoutes(
        'v1/deployments/:id/:action',
        'v1/people/erase',
        'v1/session',
        'v1/subscriptions',
        'v1/subscriptions/:id/rotate',
      );
  }
}
