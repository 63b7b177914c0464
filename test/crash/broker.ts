import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import { topologyOf } from '#messaging';
import { dropTopology } from '../setup/broker/drop-topology.js';
import { startBroker } from '../setup/broker/start-broker.js';

export type Broker = {
  url: string;
  /** For this run's own exchanges and queues. */
  prefix: string;
  close(): Promise<void>;
};

/** RABBITMQ_URL's server, which keeps nothing of the run, or one that is started for it. */
export async function openBroker(): Promise<Broker> {
  const prefix = `crash-${randomBytes(4).toString('hex')}`;
  const given = process.env['RABBITMQ_URL']?.trim();
  if (given) {
    await check(given);
    return { url: given, prefix, close: () => dropTopology(given, topologyOf({ prefix })) };
  }
  const broker = await startBroker();
  return { url: broker.url, prefix, close: () => broker.close() };
}

/** @throws Error before anything waits for a server that is not there. */
async function check(url: string): Promise<void> {
  const connection = await connect(url, { timeout: 10_000 }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`RABBITMQ_URL: no RabbitMQ takes a connection there (${why}).`);
  });
  await connection.close();
}
