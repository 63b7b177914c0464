import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { EventStore, claimTransport } from '#event-store';
import { RabbitStrategy } from '#messaging';
import { NestLog, type WantedPort, createLog, explainedStore, listen } from '#process';
import { DeployerProcess, type DeployerProcessParts } from './deployer-process.js';

export type Deployer = {
  /** Where it tells how it is. */
  url: string;
  app: INestApplication;
  /** Takes no more ticks, finishes what is in hand, then closes. */
  close(): Promise<void>;
};

/**
 * The deployer as a process of its own: ticks from RabbitMQ, health over HTTP.
 * @throws Error with the cure: no database, another transport in use, a port that is taken.
 */
export async function startDeployer(
  parts: DeployerProcessParts,
  wanted: Omit<WantedPort, 'setting'>,
): Promise<Deployer> {
  const app = await NestFactory.create(DeployerProcess.forRoot(parts), {
    logger: new NestLog(createLog(parts.logLevel)),
    abortOnError: false,
  }).catch((error: unknown) => {
    throw explainedStore(error);
  });
  try {
    await claimTransport(app.get(EventStore).dataSource, 'rabbitmq');
    app.connectMicroservice<MicroserviceOptions>({ strategy: app.get(RabbitStrategy) });
    await app.startAllMicroservices();
    const url = await listen(app, { ...wanted, setting: 'HEALTH_PORT' });
    return { url, app, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
