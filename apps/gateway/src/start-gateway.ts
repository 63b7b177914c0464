import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EventStore, claimTransport } from '#event-store';
import { MetricRegistry, reportBuildInfo } from '#metrics';
import {
  NestLog,
  type Running,
  type WantedPort,
  createLog,
  explainedStore,
  listen,
  logReload,
} from '#process';
import { watchSites } from '#sites';
import type { GatewayConfig } from './config.js';
import { GatewayModule, type GatewayOptions } from './gateway.module.js';
import { GATEWAY_APP_OPTIONS, prepareGateway } from './http/prepare-gateway.js';

export type Gateway = {
  url: string;
  app: INestApplication;
  /** Finishes accepted requests, then closes. */
  close(): Promise<void>;
};

/** Configured by the environment. @throws Error with the cure; SitesFileError with every fault. */
export async function runGateway({ sitesFile, ...config }: GatewayConfig): Promise<Running> {
  const sites = watchSites(sitesFile, { onReload: logReload(createLog(config.logLevel)) });
  const gateway = await startGateway({ ...config, sites }, config).catch((error) => {
    sites.close();
    throw error;
  });
  return {
    lines: [
      `The gateway is running at ${gateway.url} (console: /console, API documentation: /docs)`,
      'Press Ctrl-C to stop.',
    ],
    close: async () => {
      sites.close();
      await gateway.close();
    },
  };
}

/**
 * Starts the gateway as a separate process. The broker may be unavailable.
 * @throws Error with the cure: no database, another transport in use, a port that is taken.
 */
export async function startGateway(
  options: GatewayOptions,
  wanted: Omit<WantedPort, 'setting'>,
): Promise<Gateway> {
  const root = GatewayModule.asProcess(options);
  const app = await NestFactory.create<NestExpressApplication>(root, {
    ...GATEWAY_APP_OPTIONS,
    logger: new NestLog(createLog(options.logLevel)),
    abortOnError: false,
  }).catch((error: unknown) => {
    throw explainedStore(error);
  });
  try {
    await claimTransport(app.get(EventStore).dataSource, 'rabbitmq');
    prepareGateway(app);
    reportBuildInfo(app.get(MetricRegistry, { strict: false }), 'gateway');
    const url = await listen(app, { ...wanted, setting: 'PORT' });
    return { url, app, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
