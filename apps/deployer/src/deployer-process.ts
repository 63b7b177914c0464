import { type DynamicModule, Module } from '@nestjs/common';
import type { Timing } from '#deployment';
import { Alarms, BrokerTicks, EventStoreModule, ParkedRecords } from '#event-store';
import { RabbitConnection, RabbitStrategy } from '#messaging';
import { BrokerModule, type BrokerOptions } from '#process';
import { RelayModule, type RelaySettings } from '#relay';
import type { Sites } from '#sites';
import { DeployerModule } from './deployer.module.js';
import { HealthController } from './health/health.controller.js';
import { ParkedKeeper } from './broker/parked-keeper.js';
import { tickBook } from './broker/tick-book.js';

export type DeployerProcessParts = {
  databaseUrl: string;
  broker: BrokerOptions;
  sites: Sites;
  timing: Timing;
  logLevel: string;
  /** Other than the usual ones, for runs with scaled delays. */
  relay?: Partial<RelaySettings>;
};

/** The deployer with all it needs to be a process of its own. */
@Module({})
export class DeployerProcess {
  static forRoot({ databaseUrl, broker, relay, ...parts }: DeployerProcessParts): DynamicModule {
    return {
      module: DeployerProcess,
      imports: [
        EventStoreModule.forRoot({ databaseUrl }),
        BrokerModule.forRoot(broker, 'newsletter-deployer'),
        RelayModule.forRoot(relay),
        DeployerModule.forRoot(parts),
      ],
      controllers: [HealthController],
      providers: [
        {
          provide: RabbitStrategy,
          inject: [RabbitConnection, BrokerTicks, Alarms],
          useFactory: (connection: RabbitConnection, ticks: BrokerTicks, alarms: Alarms) =>
            new RabbitStrategy({ connection, book: tickBook(ticks, alarms) }),
        },
        {
          provide: ParkedKeeper,
          inject: [RabbitConnection, ParkedRecords],
          useFactory: (connection: RabbitConnection, records: ParkedRecords) =>
            new ParkedKeeper(connection, records),
        },
      ],
    };
  }
}
