import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { EventStore, claimTransport } from '#event-store';
import { RabbitStrategy } from '#messaging';
import { MetricRegistry, reportBuildInfo, reportConsumer } from '#metrics';
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
import type { DeployerConfig } from './config.js';
import { DeployerModule, type DeployerOptions } from './deployer.module.js';

export type Deployer = {
  /** URL of its health and metrics. */
  url: string;
  app: INestApplication;
  /** Stops taking wake-ups, finishes those in progress, then closes. */
  close(): Promise<void>;
};

/** Configured by the environment. @throws Error with the cure; SitesFileError with every fault. */
export async function runDeployer({ sitesFile, ...config }: DeployerConfig): Promise<Running> {
  const sites = watchSites(sitesFile, { onReload: logReload(createLog(config.logLevel)) });
  const deployer = await startDeployer({ ...config, sites }, config).catch((error) => {
    sites.close();
    throw error;
  });
  return {
    lines: [
      `The deployer is running. Health: ${deployer.url}/health/ready`,
      'Press Ctrl-C to stop.',
    ],
    close: async () => {
      sites.close();
      await deployer.close();
    },
  };
}

/**
 * Starts the deployer as a separate process: wake-ups from RabbitMQ, health over HTTP.
 * @throws Error with the cure: no database, another transport in use, a port that is taken.
 */
export async function startDeployer(
  { logLevel, ...options }: DeployerOptions & { logLevel: string },
  wanted: Omit<WantedPort, 'setting'>,
): Promise<Deployer> {
  const app = await NestFactory.create(DeployerModule.forRoot(options), {
    logger: new NestLog(createLog(logLevel)),
    abortOnError: false,
  }).catch((error: unknown) => {
    throw explainedStore(error);
  });
  try {
    await claimTransport(app.get(EventStore).dataSource, 'rabbitmq');
    const strategy = app.get(RabbitStrategy);
    const metrics = app.get(MetricRegistry);
    reportBuildInfo(metrics, 'deployer');
    reportConsumer(metrics, strategy);
    app.connectMicroservice<MicroserviceOptions>({ strategy });
    await app.startAllMicroservices();
    const url = await listen(app, { ...wanted, setting: 'HEALTH_PORT' });
    return { url, app, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
