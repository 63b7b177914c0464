import { type DynamicModule, Module } from '@nestjs/common';
import type { Timing } from '#deployment';
import { EventStoreModule } from '#event-store';
import type { NotificationSettings } from '#notifications';
import type { Sites } from '#sites';
import type { WebhookSettings } from '#webhooks';
import { DueModule } from '../../deployer/src/due/due.module.js';
import { GatewayModule } from '../../gateway/src/gateway.module.js';
import type { GuardRails } from '../../gateway/src/guard/guard-rails.js';
import type { Retention } from '../../gateway/src/purges/retention.js';

export type StandaloneSettings = {
  databaseUrl: string;
  sites: Sites;
  timing: Timing;
  contentLimitBytes: number;
  retention?: Retention;
  guardRails?: GuardRails;
  webhooks?: WebhookSettings;
  notifications?: NotificationSettings;
  logLevel: string;
  publicUrl?: string;
};

/** Gateway and deployer in one process, on one event store. */
@Module({})
export class StandaloneModule {
  static forRoot(settings: StandaloneSettings): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        EventStoreModule.forRoot({ databaseUrl: settings.databaseUrl }),
        GatewayModule.forRoot(settings),
        DueModule.forRoot(settings),
      ],
    };
  }
}
