import { hostname } from 'node:os';
import { type ChannelModel, connect } from 'amqplib';
import { type Address, addressesOf } from './addresses.js';
import { connectionCure, rabbitAccess } from '../errors/broker-cure.js';
import { refusalOf } from '../errors/refusal.js';
import { readTlsFiles, type TlsFiles } from './tls-files.js';
import { isUnexplained, whyOf } from '../errors/why.js';

const CONNECT_LIMIT_MS = 10_000;

/** `name` is shown on the management pages; host and pid are added. */
export type OpenOptions = { tls?: TlsFiles; name: string };

/**
 * A connection to one address.
 * @throws Error with RabbitMQ's own message if it refuses, else with Node's; never with the URL.
 */
export async function openBroker(
  { url }: Address,
  { tls = {}, name }: OpenOptions,
): Promise<ChannelModel> {
  const files = readTlsFiles(tls);
  try {
    const model = await connect(url, {
      ...files,
      noDelay: true,
      keepAlive: true,
      timeout: CONNECT_LIMIT_MS,
      clientProperties: { connection_name: `${name}@${hostname()}:${process.pid}` },
    });
    // An unhandled error event ends Node.
    model.on('error', () => undefined);
    return model;
  } catch (error) {
    const words = isUnexplained(error)
      ? await refusalOf(url, files).catch(() => undefined)
      : undefined;
    throw new Error(words ?? whyOf(error), { cause: error });
  }
}

/**
 * Checks whether any address responds, for processes that cannot start without one.
 * @throws Error with the result of each, and the cure.
 */
export async function reachBroker(
  given: string,
  { prefix, ...options }: OpenOptions & { prefix: string },
): Promise<void> {
  const words: string[] = [];
  for (const address of addressesOf(given)) {
    try {
      const model = await openBroker(address, options);
      return await model.close();
    } catch (error) {
      const why = whyOf(error);
      const cure = connectionCure(why, rabbitAccess(address.url, prefix));
      words.push(`No connection to RabbitMQ at ${address.name}: ${why}. To fix it: ${cure}`);
    }
  }
  throw new Error(words.join('\n'));
}
