import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EventStoreModule } from '#event-store';
import { NestLog, createLog, explainedStore, listen } from '#process';
import { loadSites } from '#sites';
import { type GatewayConfig, readConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { GATEWAY_APP_OPTIONS, prepareGateway } from './prepare-gateway.js';

@Module({})
class GatewayProcess {}

/**
 * The gateway as a process of its own, listening.
 * @throws ConfigError or SitesFileError with every fault; Error with the cure when the port is taken.
 */
export async function startGateway(
  config: GatewayConfig = readConfig(),
): Promise<NestExpressApplication> {
  const { databaseUrl, contentLimitBytes, logLevel, timing, broker } = config;
  const parts = {
    sites: loadSites(config.sitesFile),
    timing,
    contentLimitBytes,
    broker,
    logLevel,
  };
  const app = await NestFactory.create<NestExpressApplication>(
    {
      module: GatewayProcess,
      imports: [EventStoreModule.forRoot({ databaseUrl }), GatewayModule.forRoot(parts)],
    },
    { ...GATEWAY_APP_OPTIONS, logger: new NestLog(createLog(logLevel)), abortOnError: false },
  ).catch((error: unknown) => {
    throw explainedStore(error);
  });
  prepareGateway(app);
  await listen(app, { ...config, setting: 'PORT' });
  return app;
}
