import { type DynamicModule, Module } from '@nestjs/common';
import { EventStoreModule } from '#event-store';
import { RabbitConnection, RabbitStrategy } from '#messaging';
import { BrokerModule, type BrokerOptions } from '#process';
import { RelayModule, type RelaySettings } from '#relay';
import { ParkedKeeper } from './broker/parked-keeper.js';
import { StoredWakeUpRecorder } from './broker/wake-up-recorder.js';
import { DueModule, type GivenSettings } from './due/due.module.js';
import { DEPLOYER_SETTINGS, type DeployerSettings, longestLeaseMs } from './deployer-settings.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';

export type DeployerOptions = GivenSettings & {
  databaseUrl: string;
  broker: BrokerOptions;
  /** Overrides of the defaults, for runs with scaled delays. */
  relay?: Partial<RelaySettings>;
};

/** The deployer with all it needs as a separate process. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    StoredWakeUpRecorder,
    ParkedKeeper,
    {
      provide: RabbitStrategy,
      inject: [RabbitConnection, StoredWakeUpRecorder, DEPLOYER_SETTINGS],
      useFactory: (
        connection: RabbitConnection,
        recorder: StoredWakeUpRecorder,
        settings: DeployerSettings,
      ) => new RabbitStrategy({ connection, recorder, drainLimitMs: longestLeaseMs(settings) }),
    },
  ],
})
export class DeployerModule {
  static forRoot({ databaseUrl, broker, relay, ...settings }: DeployerOptions): DynamicModule {
    return {
      module: DeployerModule,
      imports: [
        EventStoreModule.forRoot({ databaseUrl }),
        BrokerModule.forRoot(broker, 'newsletter-deployer'),
        RelayModule.forRoot(relay),
        DueModule.forRoot(settings),
      ],
    };
  }
}
