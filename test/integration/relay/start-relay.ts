import { Test } from '@nestjs/testing';
import { EventStore, EventStoreModule } from '#event-store';
import { EventPublisher, Publisher, RabbitConnection, type RejectionLimits } from '#messaging';
import { BrokerModule } from '#process';
import { Relay, RelayModule, type RelaySettings, Sweeper } from '#relay';

export type RelayOptions = {
  databaseUrl: string;
  brokerUrl: string;
  prefix: string;
  delaysMs: readonly number[];
  settings?: Partial<RelaySettings>;
  rejections?: RejectionLimits;
  /** It begins only once it is connected: a first poll without the broker waits for the next one. */
  onceConnected?: boolean;
};

export type RunningRelay = {
  relay: Relay;
  sweeper: Sweeper;
  store: EventStore;
  connection: RabbitConnection;
  events: EventPublisher;
  close(): Promise<void>;
};

/** Polls often, hardly ever sweeps: what arrives, the relay sent. */
const SETTINGS = { pollMs: 10, idlePollMs: 50, sweepMs: 3_600_000, leaseMs: 60_000 };

/** A process that relays, as gateway and deployer do, with its own connections. */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const {
    databaseUrl,
    brokerUrl: url,
    prefix,
    delaysMs,
    settings,
    rejections,
    onceConnected,
  } = options;
  const module = await Test.createTestingModule({
    imports: [
      EventStoreModule.forRoot({ databaseUrl }),
      BrokerModule.forRoot({ url, prefix, delaysMs }, 'spec-relay'),
      RelayModule.forRoot({ ...SETTINGS, ...settings }),
    ],
  })
    .overrideProvider(EventPublisher)
    .useFactory({
      factory: (publisher: Publisher, connection: RabbitConnection) =>
        new EventPublisher(publisher, connection, rejections),
      inject: [Publisher, RabbitConnection],
    })
    .compile();
  module.useLogger(false);
  if (onceConnected) await (await module.get(RabbitConnection).openChannel()).close();
  await module.init();
  return {
    relay: module.get(Relay),
    sweeper: module.get(Sweeper),
    store: module.get(EventStore),
    connection: module.get(RabbitConnection),
    events: module.get(EventPublisher),
    close: () => module.close(),
  };
}
