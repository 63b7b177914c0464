import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BROKER_WAKE_UPS_DEFAULTS, BrokerWakeUps, EventStore } from '#event-store';
import { EventPublisher, RabbitConnection, WakeUpPublisher } from '#messaging';
import { Relay } from './relay.js';
import { RELAY_DEFAULTS, RELAY_SETTINGS, type RelaySettings } from './settings.js';
import { Sweeper } from './sweeper.js';
import { WakeUpSender } from './wake-up-sender.js';

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
          provide: BrokerWakeUps,
          inject: [EventStore, RabbitConnection],
          useFactory: (store: EventStore, { topology }: RabbitConnection) =>
            new BrokerWakeUps(store.dataSource, {
              ...BROKER_WAKE_UPS_DEFAULTS,
              nearMs: Math.max(...topology.delaysMs),
              overdueMs: settings.overdueMs,
            }),
        },
        { provide: RELAY_SETTINGS, useValue: settings },
        EventPublisher,
        WakeUpPublisher,
        WakeUpSender,
        Relay,
        Sweeper,
      ],
      exports: [BrokerWakeUps, Relay, Sweeper],
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
