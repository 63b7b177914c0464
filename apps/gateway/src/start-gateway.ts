import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EventStore, claimTransport } from '#event-store';
import { NestLog, type WantedPort, createLog, explainedStore, listen } from '#process';
import { GatewayProcess, type GatewayProcessParts } from './gateway-process.js';
import { GATEWAY_APP_OPTIONS, prepareGateway } from './prepare-gateway.js';

export type Gateway = {
  url: string;
  app: INestApplication;
  /** Answers what it has taken, then closes. */
  close(): Promise<void>;
};

/**
 * The gateway as a process of its own, listening. The broker may be away.
 * @throws Error with the cure: no database, another transport in use, a port that is taken.
 */
export async function startGateway(
  parts: GatewayProcessParts,
  wanted: Omit<WantedPort, 'setting'>,
): Promise<Gateway> {
  const app = await NestFactory.create<NestExpressApplication>(GatewayProcess.forRoot(parts), {
    ...GATEWAY_APP_OPTIONS,
    logger: new NestLog(createLog(parts.logLevel)),
    abortOnError: false,
  }).catch((error: unknown) => {
    throw explainedStore(error);
  });
  try {
    await claimTransport(app.get(EventStore).dataSource, 'rabbitmq');
    prepareGateway(app);
    const url = await listen(app, { ...wanted, setting: 'PORT' });
    return { url, app, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
