import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { WebhookSender } from './delivery/webhook-sender.js';
import { WEBHOOK_SETTINGS, type WebhookSettings } from './settings.js';
import { DeliveryLogPurge } from './subscriptions/delivery-log-purge.js';
import { SubscriptionDeliverer } from './subscriptions/subscription-deliverer.js';
import { WebhookMetrics } from './webhook-metrics.js';

/** Delivers events by signed requests. Store and metrics come from global modules. */
@Module({})
export class WebhooksModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly deliverer: SubscriptionDeliverer,
    private readonly purge: DeliveryLogPurge,
    private readonly sender: WebhookSender,
  ) {}

  static forRoot(settings: WebhookSettings): DynamicModule {
    return {
      module: WebhooksModule,
      providers: [
        { provide: WEBHOOK_SETTINGS, useValue: settings },
        { provide: WebhookSender, useFactory: () => new WebhookSender(settings) },
        WebhookMetrics,
        SubscriptionDeliverer,
        DeliveryLogPurge,
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.deliverer.start();
    this.purge.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.deliverer.close(), this.purge.close()]);
    await this.sender.close();
  }
}
