import { serverFolder } from '../server-folder.js';
import type { Broker } from './broker.js';
import { findBinary } from './find-binary.js';
import { startLocalBroker } from './local-broker.js';
import { unpackedRabbitmq } from './unpacked-rabbitmq.js';

/** A RabbitMQ of this machine with further lines in its rabbitmq.conf. */
export async function startBrokerWith(settings: readonly string[]): Promise<Broker> {
  const path = await findBinary();
  const program = path ? { path, env: {} } : await unpackedRabbitmq();
  return startLocalBroker(program, serverFolder, { settings });
}
