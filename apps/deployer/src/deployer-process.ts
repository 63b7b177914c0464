import { type DynamicModule, Module } from '@nestjs/common';
import type { Timing } from '#deployment';
import { Alarms, BrokerTicks, EventStore, EventStoreModule, ParkedRecords } from '#event-store';
import { RabbitConnection, RabbitStrategy } from '#messaging';
import { BrokerModule, type BrokerOptions } from '#process';
import type { Sites } from '#sites';
import { DeployerModule } from './deployer.module.js';
import { HealthController } from './health/health.controller.js';
import { ParkedKeeper } from './parked-keeper.js';
import { tickBook } from './tick-book.js';

export type DeployerProcessParts = {
  databaseUrl: string;
  broker: BrokerOptions;
  sites: Sites;
  timing: Timing;
  logLevel: string;
};

/** The deployer with all it needs to be a process of its own. */
@Module({})
export class DeployerProcess {
  static forRoot({ databaseUrl, broker, sites, timing }: DeployerProcessParts): DynamicModule {
    return {
      module: DeployerProcess,
      imports: [
        EventStoreModule.forRoot({ databaseUrl }),
        BrokerModule.forRoot(broker, 'newsletter-deployer'),
        DeployerModule.forRoot({ sites, timing }),
      ],
      controllers: [HealthController],
      providers: [
        {
          provide: RabbitStrategy,
          inject: [RabbitConnection, EventStore, Alarms],
          useFactory: (connection: RabbitConnection, store: EventStore, alarms: Alarms) => {
            const book = tickBook(new BrokerTicks(store.dataSource), alarms);
            return new RabbitStrategy({ connection, book });
          },
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
