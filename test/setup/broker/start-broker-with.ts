import { serverFolder } from '../server-folder.js';
import type { Broker } from './broker.js';
import { startLocalBroker } from './local-broker.js';
import { ownProgram } from './own-program.js';

/** A RabbitMQ of this machine with further lines in its rabbitmq.conf. */
export async function startBrokerWith(settings: readonly string[]): Promise<Broker> {
  return startLocalBroker(await ownProgram(), serverFolder, { settings });
}
