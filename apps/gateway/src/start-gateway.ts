import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EventStoreModule, StoreUnavailable, classified } from '#event-store';
import { loadSites } from '#sites';
import { type GatewayConfig, readConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { NestLog } from './http/nest-log.js';
import { createLog } from './http/request-log.js';
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
  const { databaseUrl, contentLimitBytes, logLevel, timing } = config;
  const parts = {
    sites: loadSites(config.sitesFile),
    timing,
    contentLimitBytes,
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
  app.enableShutdownHooks();
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw explained(error, config);
  }
  return app;
}

/** PostgreSQL's refusals of user, password and database, beside what says that it is away. */
const REFUSED = /^(28|3D)/;

/** The URL is not repeated: it holds a password. */
function explainedStore(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const isStore = classified(error) instanceof StoreUnavailable || REFUSED.test(code);
  if (!isStore) return error;
  return new Error(`DATABASE_URL leads to no database (${message}): start it, or correct the URL.`);
}

function explained(error: unknown, { port, host }: GatewayConfig): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one.`,
    );
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} may not be opened by this user: set PORT to 1024 or above.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Error(`HOST ${host} is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`);
  }
  return error;
}
