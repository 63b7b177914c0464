import { connect } from 'amqplib';
import { startBroker } from './broker/start-broker.js';
import { oncePerRun } from './once-per-run.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** `managementUrl` is known for a server that we started, or if RABBITMQ_MANAGEMENT_URL is set. */
    rabbitmq: { url: string; managementUrl?: string };
  }
}

/** One broker for the run, RABBITMQ_URL's or our own. Each spec has its own prefix there. */
export default oncePerRun('rabbitmq', open, (project, { url, managementUrl }) => {
  project.provide('rabbitmq', { url, ...(managementUrl ? { managementUrl } : {}) });
});

type Open = { url: string; managementUrl: string | undefined; close(): Promise<void> };

async function open(): Promise<Open> {
  const given = process.env['RABBITMQ_URL']?.trim();
  if (!given) return startBroker();
  await check(given);
  const managementUrl = process.env['RABBITMQ_MANAGEMENT_URL']?.trim();
  return { url: given, managementUrl, close: () => Promise.resolve() };
}

async function check(url: string): Promise<void> {
  try {
    await (await connect(url, { timeout: 10_000 })).close();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `RABBITMQ_URL is set, and RabbitMQ does not respond there (${why}): start it, or unset RABBITMQ_URL and one is started for the run.`,
    );
  }
}
