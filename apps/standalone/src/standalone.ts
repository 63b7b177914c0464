import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Alarms, EventStore, Wakes, claimTransport } from '#event-store';
import { EmbeddedStrategy } from '#messaging';
import { NestLog, createLog } from '#process';
import { GATEWAY_APP_OPTIONS, prepareGateway } from '../../gateway/src/http/prepare-gateway.js';
import { alarmSource } from './alarm-source.js';
import { StandaloneModule, type StandaloneParts } from './standalone.module.js';

export type Standalone = {
  url: string;
  app: INestApplication;
  store: EventStore;
  /** Takes no more ticks, finishes what is in hand, then closes. */
  close(): Promise<void>;
};

type Listening = { host: string; port: number; concurrency?: number };

/** Gateway and deployer in this process, over the embedded transport. `port` 0: any free one. */
export async function startStandalone(
  parts: StandaloneParts,
  { host, port, concurrency = 10 }: Listening,
): Promise<Standalone> {
  const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.forRoot(parts), {
    ...GATEWAY_APP_OPTIONS,
    logger: new NestLog(createLog(parts.logLevel)),
    abortOnError: false,
  });
  prepareGateway(app);
  const store = app.get(EventStore);
  await claimTransport(store.dataSource, 'embedded');
  const source = alarmSource(app.get(Wakes), app.get(Alarms), longestLeaseMs(parts));
  const strategy = new EmbeddedStrategy({ source, concurrency });
  app.connectMicroservice<MicroserviceOptions>({ strategy });
  await app.startAllMicroservices();
  await app.listen(port, host);
  return { url: await app.getUrl(), app, store, close: () => app.close() };
}

/** Longer than a tick may be in hand. */
function longestLeaseMs({ sites, timing }: StandaloneParts): number {
  const timeouts = [...sites.brands.values()].map(({ callTimeoutMs }) => callTimeoutMs);
  return Math.max(0, ...timeouts) + timing.leaseMarginMs;
}
