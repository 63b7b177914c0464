import { type DynamicModule, Module } from '@nestjs/common';
import { EventStoreModule } from '#event-store';
import { BrokerModule, type BrokerOptions } from '#process';
import { RelayModule, type RelaySettings } from '#relay';
import type { GivenParts } from './gateway-parts.js';
import { GatewayModule } from './gateway.module.js';

export type GatewayProcessParts = GivenParts & {
  databaseUrl: string;
  broker: BrokerOptions;
  /** Other than the usual ones, for runs with scaled delays. */
  relay?: Partial<RelaySettings>;
};

/** The gateway with all it needs to be a process of its own. */
@Module({})
export class GatewayProcess {
  static forRoot({ databaseUrl, broker, relay, ...parts }: GatewayProcessParts): DynamicModule {
    return {
      module: GatewayProcess,
      imports: [
        EventStoreModule.forRoot({ databaseUrl }),
        BrokerModule.forRoot(broker, 'newsletter-gateway'),
        RelayModule.forRoot(relay),
        GatewayModule.forRoot({ ...parts, broker }),
      ],
    };
  }
}
