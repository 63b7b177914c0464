import type { ChannelModel } from 'amqplib';
import { within } from '../../within.js';
import { type Address, addressesOf } from '../connection/addresses.js';
import { compareTopology } from '../topology/compare-topology.js';
import type { RabbitConnection } from '../connection/connection.js';
import { certificateExpiryOf } from '../errors/examine-error.js';
import { type MissingRight, missingRights } from './examine-rights.js';
import { openBroker } from '../connection/open-broker.js';
import type { TlsFiles } from '../connection/tls-files.js';
import type { Topology } from '../topology/topology.js';
import { whyOf } from '../errors/why.js';

/** One of the addresses of RABBITMQ_URL, without its password. */
export type ExaminedAddress = {
  address: string;
  /** Why there is no connection to it. */
  fault?: string;
  /** When the certificate that it presented expires; undefined without TLS. */
  certificateExpiry?: Date;
};

export type ExaminedBroker = {
  version: string;
  /** What of the topology is missing or differs, in words. */
  faults: string[];
  /** Deployers that take wake-ups. */
  consumers: number;
  /** Messages that no handler could process. */
  parked: number;
  /** Rights that this user does not have. */
  missingRights: MissingRight[];
  /** Why it blocks publishers: low on memory, or on disk. */
  blocked?: string;
};

export type Examined = { addresses: ExaminedAddress[]; broker?: ExaminedBroker };

type ExamineOptions = { url: string; tls?: TlsFiles; topology: Topology };

/** If a connection ends, its pending requests get no response. */
const EXAMINE_LIMIT_MS = 10_000;
/** Blocked by an alarm it responds to nothing, not even this. */
const CLOSE_LIMIT_MS = 2_000;

/**
 * Tries each address, and at the first that responds compares its state with the topology;
 * declares and changes nothing.
 */
export async function examineBroker({ url, tls, topology }: ExamineOptions): Promise<Examined> {
  const examined: Examined = { addresses: [] };
  for (const address of addressesOf(url)) {
    const question = async (model: ChannelModel) => {
      const certificateExpiry = certificateExpiryOf(model);
      if (!examined.broker) examined.broker = await examine(model, topology);
      return { address: address.name, ...(certificateExpiry ? { certificateExpiry } : {}) };
    };
    examined.addresses.push(
      await onConnection(address, tls, question).catch((error: unknown) => ({
        address: address.name,
        fault: whyOf(error),
      })),
    );
  }
  return examined;
}

/**
 * The same over an existing connection, so that frequent callers open none. Undefined if it yields nothing:
 * it is lost, RabbitMQ blocks it, or it does not respond in time.
 */
export async function examineConnection(
  connection: RabbitConnection,
): Promise<Examined | undefined> {
  const { model, blocked, states, topology, certificateExpiry } = connection;
  const used = states.find(({ state }) => state === 'connected');
  if (!model || !used || blocked !== undefined) return undefined;
  const { address } = used;
  try {
    let broker: ExaminedBroker | undefined;
    const examined = examine(model, topology).then((found) => (broker = found));
    if (!(await within(EXAMINE_LIMIT_MS, examined)) || !broker) return undefined;
    return {
      addresses: [{ address, ...(certificateExpiry ? { certificateExpiry } : {}) }],
      broker,
    };
  } catch {
    return undefined;
  }
}

async function onConnection<T>(
  address: Address,
  tls: TlsFiles | undefined,
  question: (model: ChannelModel) => Promise<T>,
): Promise<T> {
  const model = await openBroker(address, { name: 'newsletter-doctor', ...(tls ? { tls } : {}) });
  try {
    return await question(model);
  } finally {
    await within(CLOSE_LIMIT_MS, model.close()).catch(() => undefined);
    const { stream } = model.connection as { stream?: { destroy(): void } };
    stream?.destroy();
  }
}

async function examine(model: ChannelModel, topology: Topology): Promise<ExaminedBroker> {
  const { names } = topology;
  let blocked: string | undefined;
  const onBlocked = (reason: string) => (blocked = reason);
  model.on('blocked', onBlocked);
  const open = () => model.createChannel();
  const { faults, notConfigurable, counts } = await compareTopology(open, topology);
  // Last: at the first publish a broker with an alarm stops responding, and reports why.
  const others = faults.length === 0 ? await missingRights(model, topology) : [];
  model.off('blocked', onBlocked);
  const { version = 'unknown' } = model.connection.serverProperties as { version?: string };
  return {
    version,
    faults,
    consumers: counts.get(names.deployer)?.consumerCount ?? 0,
    parked: counts.get(names.parked)?.messageCount ?? 0,
    missingRights: [
      ...notConfigurable.map((name) => ({ right: 'configure' as const, name })),
      ...others,
    ],
    ...(blocked === undefined ? {} : { blocked }),
  };
}
