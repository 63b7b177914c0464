import type { TestProject } from 'vitest/node';
import { connect } from 'amqplib';
import { startBroker } from './broker/start-broker.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** `managementUrl` is known of a server that we started, or when RABBITMQ_MANAGEMENT_URL is set. */
    rabbitmq: { url: string; managementUrl?: string };
  }
}

/** One broker for the run, RABBITMQ_URL's or our own. Each spec has its own prefix there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['RABBITMQ_URL']?.trim();
  if (given) {
    await check(given);
    const managementUrl = process.env['RABBITMQ_MANAGEMENT_URL']?.trim();
    project.provide('rabbitmq', { url: given, ...(managementUrl ? { managementUrl } : {}) });
    return () => Promise.resolve();
  }
  const broker = await startBroker();
  project.provide('rabbitmq', { url: broker.url, managementUrl: broker.managementUrl });
  return () => broker.close();
}

async function check(url: string): Promise<void> {
  try {
    await (await connect(url, { timeout: 10_000 })).close();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `RABBITMQ_URL is set, and RabbitMQ does not answer there (${why}): start it, or unset RABBITMQ_URL and one is started for the run.`,
    );
  }
}
