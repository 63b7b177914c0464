import { randomBytes } from 'node:crypto';
import { topologyOf } from '#messaging';
import { dropTopology } from '../setup/broker/drop-topology.js';
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
  if (given)
    return { url: given, prefix, close: () => dropTopology(given, topologyOf({ prefix })) };
  const broker = await startBroker();
  return { url: broker.url, prefix, close: () => broker.close() };
}
