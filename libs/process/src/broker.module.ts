import {
  type DynamicModule,
  Global,
  Module,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ParkedMessages, Publisher, RabbitConnection, topologyOf } from '#messaging';
import type { BrokerSettings } from './settings.js';

export type BrokerOptions = BrokerSettings & {
  /** Other delay queues than the usual ones, for runs with scaled delays. */
  delaysMs?: readonly number[];
};

/** One connection to RabbitMQ and one publisher, for every module of the process. */
@Global()
@Module({})
export class BrokerModule implements OnModuleDestroy, OnApplicationShutdown {
  constructor(
    private readonly connection: RabbitConnection,
    private readonly publisher: Publisher,
  ) {}

  /** `name` is the connection's name on the management pages. */
  static forRoot({ url, tls, prefix, delaysMs }: BrokerOptions, name: string): DynamicModule {
    return {
      module: BrokerModule,
      providers: [
        {
          provide: RabbitConnection,
          useFactory: () =>
            RabbitConnection.open({
              url,
              topology: topologyOf({ prefix, ...(delaysMs ? { delaysMs } : {}) }),
              name,
              ...(tls ? { tls } : {}),
            }),
        },
        {
          provide: Publisher,
          inject: [RabbitConnection],
          useFactory: (connection: RabbitConnection) => new Publisher(connection),
        },
        ParkedMessages,
      ],
      exports: [RabbitConnection, Publisher, ParkedMessages],
    };
  }

  /** Before transport and relay finish what is in progress. */
  onModuleDestroy(): void {
    this.publisher.stopWaiting();
  }

  /** After transport and relay have ended: nothing is published any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.publisher.close();
    await this.connection.close();
  }
}
