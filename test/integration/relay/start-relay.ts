import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventStore, EventStoreModule } from '#event-store';
import { Publisher, RabbitConnection, topologyOf } from '#messaging';
import { Relay, RelayModule, type RelaySettings, Sweeper } from '#relay';

export type RelayOptions = {
  databaseUrl: string;
  brokerUrl: string;
  prefix: string;
  delaysMs: readonly number[];
  settings?: Partial<RelaySettings>;
};

export type RunningRelay = {
  relay: Relay;
  sweeper: Sweeper;
  store: EventStore;
  connection: RabbitConnection;
  close(): Promise<void>;
};

/** Polls often, sweeps hardly ever: what arrives, the relay sent. */
const SETTINGS = { pollMs: 10, idlePollMs: 50, sweepMs: 3_600_000, leaseMs: 60_000 };

/** A process that relays, as gateway and deployer do, with connections of its own. */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const { databaseUrl, brokerUrl: url, prefix, delaysMs, settings } = options;
  const topology = topologyOf({ prefix, delaysMs });
  const connection = await RabbitConnection.open({ url, topology, name: 'spec-relay' });
  const publisher = new Publisher(connection);

  @Global()
  @Module({
    providers: [
      { provide: RabbitConnection, useValue: connection },
      { provide: Publisher, useValue: publisher },
    ],
    exports: [RabbitConnection, Publisher],
  })
  class Broker {}

  @Module({
    imports: [
      EventStoreModule.forRoot({ databaseUrl }),
      Broker,
      RelayModule.forRoot({ ...SETTINGS, ...settings }),
    ],
  })
  class Process {}

  const app = await NestFactory.createApplicationContext(Process, {
    logger: false,
    abortOnError: false,
  });
  return {
    relay: app.get(Relay),
    sweeper: app.get(Sweeper),
    store: app.get(EventStore),
    connection,
    close: async () => {
      await app.close();
      await publisher.close();
      await connection.close();
    },
  };
}
