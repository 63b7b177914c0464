import { randomBytes } from 'node:crypto';
import { RabbitConnection, topologyOf } from '#messaging';
import { startBroker } from '../setup/broker/start-broker.js';

export type Broker = {
  url: string;
  /** Of this run's own exchanges and queues. */
  prefix: string;
  close(): Promise<void>;
};

/** RABBITMQ_URL's server, which keeps nothing of the run, or one that is started for it. */
export async function openBroker(): Promise<Broker> {
  const prefix = `crash-${randomBytes(4).toString('hex')}`;
  const given = process.env['RABBITMQ_URL']?.trim();
  if (given) return { url: given, prefix, close: () => dropTopology(given, prefix) };
  const broker = await startBroker();
  return { url: broker.url, prefix, close: () => broker.close() };
}

async function dropTopology(url: string, prefix: string): Promise<void> {
  const topology = topologyOf({ prefix });
  const connection = await RabbitConnection.open({ url, topology, name: 'newsletter-crash' });
  const channel = await connection.openChannel();
  for (const { name } of topology.queues) await channel.deleteQueue(name);
  for (const { name } of topology.exchanges) await channel.deleteExchange(name);
  await channel.close();
  await connection.close();
}
