import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BROKER_TICKS_DEFAULTS, BrokerTicks, EventStore, Wakes } from '#event-store';
import { EventPublisher, Publisher, RabbitConnection, TickPublisher } from '#messaging';
import { Relay } from './relay.js';
import { RELAY_DEFAULTS, type RelaySettings } from './settings.js';
import { Sweeper } from './sweeper.js';
import { TickSender } from './tick-sender.js';

type Given = [EventStore, RabbitConnection, Publisher, TickSender, Wakes];

/**
 * Relay and sweeper of a process; any number of processes may have them. It needs EventStore, Wakes,
 * RabbitConnection and Publisher from global modules, and ends before those do.
 */
@Module({})
export class RelayModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly relay: Relay,
    private readonly sweeper: Sweeper,
  ) {}

  static forRoot(given: Partial<RelaySettings> = {}): DynamicModule {
    const settings = { ...RELAY_DEFAULTS, ...given };
    return {
      module: RelayModule,
      providers: [
        {
          provide: BrokerTicks,
          inject: [EventStore, RabbitConnection],
          useFactory: (store: EventStore, { topology }: RabbitConnection) =>
            new BrokerTicks(store.dataSource, {
              ...BROKER_TICKS_DEFAULTS,
              nearMs: Math.max(...topology.delaysMs),
              overdueMs: settings.overdueMs,
            }),
        },
        {
          provide: TickSender,
          inject: [BrokerTicks, Publisher, RabbitConnection],
          useFactory: (ticks: BrokerTicks, publisher: Publisher, { topology }: RabbitConnection) =>
            new TickSender(ticks, new TickPublisher(publisher, topology)),
        },
        {
          provide: Relay,
          inject: [EventStore, RabbitConnection, Publisher, TickSender, Wakes],
          useFactory: (...given: Given) => {
            const [store, connection, publisher, ticks, wakes] = given;
            const events = new EventPublisher(publisher, connection.topology);
            return new Relay({ store, connection, events, ticks, wakes }, settings);
          },
        },
        {
          provide: Sweeper,
          inject: [EventStore, RabbitConnection, TickSender],
          useFactory: (store: EventStore, connection: RabbitConnection, ticks: TickSender) =>
            new Sweeper({ store, connection, ticks }, settings),
        },
      ],
      exports: [BrokerTicks, Relay, Sweeper],
    };
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.sweeper.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.relay.close(), this.sweeper.close()]);
  }
}
