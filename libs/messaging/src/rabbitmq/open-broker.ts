import { hostname } from 'node:os';
import { type ChannelModel, connect } from 'amqplib';
import { type Address, addressesOf } from './addresses.js';
import { connectionCure, rabbitAccess } from './broker-cure.js';
import { refusalOf } from './refusal.js';
import { readTlsFiles, type TlsFiles } from './tls-files.js';
import { isUnexplained, whyOf } from './why.js';

const CONNECT_LIMIT_MS = 10_000;

/** `name` is what the management pages call it; host and pid are added. */
export type OpenOptions = { tls?: TlsFiles; name: string };

/**
 * A connection to one address.
 * @throws Error in RabbitMQ's own words where it refuses, else in those of Node; never with the URL.
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
    // An error without a listener ends Node.
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
 * Looks whether any address responds, for whoever cannot begin without.
 * @throws Error with what each said, and the cure.
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
