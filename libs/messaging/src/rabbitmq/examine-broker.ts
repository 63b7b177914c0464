import { type ChannelModel, connect } from 'amqplib';
import { within } from '../within.js';
import type { Topology } from './topology.js';
import { certificateExpiryOf, isRefusal } from './examine-error.js';
import { type MissingRight, missingRights } from './examine-rights.js';
import { whyOf } from './why.js';

export type ExaminedBroker = {
  version: string;
  /** What of the topology is missing or is another one, in words. */
  faults: string[];
  /** Deployers that take wake-ups. */
  consumers: number;
  /** Messages that nobody could handle. */
  parked: number;
  /** Rights that this user lacks. */
  missingRights: MissingRight[];
  /** Why it takes nothing from anybody: low on memory, or on disk. */
  blocked?: string;
  /** When the certificate expires that it showed; none without TLS. */
  certificateExpiry?: Date;
};

const CONNECT_LIMIT_MS = 10_000;
/** Blocked by an alarm it answers nothing, not even this. */
const CLOSE_LIMIT_MS = 2_000;

/**
 * Looks at the broker and compares what lies there with the topology; makes and changes nothing.
 * @throws Error in words, without the URL, when there is no connection.
 */
export async function examineBroker(url: string, topology: Topology): Promise<ExaminedBroker> {
  const connecting = connect(url, { timeout: CONNECT_LIMIT_MS });
  const model = await connecting.catch((error: unknown) => {
    throw new Error(whyOf(error));
  });
  model.on('error', () => undefined);
  try {
    return await examine(model, topology);
  } finally {
    await within(CLOSE_LIMIT_MS, model.close()).catch(() => undefined);
    const { stream } = model.connection as { stream?: { destroy(): void } };
    stream?.destroy();
  }
}

async function examine(model: ChannelModel, topology: Topology): Promise<ExaminedBroker> {
  const { names } = topology;
  let blocked: string | undefined;
  model.on('blocked', (reason) => (blocked = reason));
  const { faults, notConfigurable, counts } = await compare(model, topology);
  // Last: at the first publish a broker with an alarm stops answering, and says why.
  const others = faults.length === 0 ? await missingRights(model, topology) : [];
  const { version = 'unknown' } = model.connection.serverProperties as { version?: string };
  const certificateExpiry = certificateExpiryOf(model);
  return {
    version,
    faults,
    consumers: counts.get(names.deployer)?.consumerCount ?? 0,
    parked: counts.get(names.parked)?.messageCount ?? 0,
    missingRights: [...notConfigurable, ...others],
    ...(blocked === undefined ? {} : { blocked }),
    ...(certificateExpiry ? { certificateExpiry } : {}),
  };
}

/** What lies in the broker, held against the topology. */
async function compare(model: ChannelModel, { exchanges, queues }: Topology) {
  const faults: string[] = [];
  const notConfigurable: MissingRight[] = [];
  const note = (kind: string, name: string, fault: string | undefined) => {
    if (fault === NO_RIGHT) notConfigurable.push({ right: 'configure', name });
    else if (fault) faults.push(`${kind} ${name} ${fault}`);
  };
  for (const { name, type, arguments: args } of exchanges) {
    const fault = await faultOf(model, async (channel) => {
      await channel.checkExchange(name);
      await channel.assertExchange(name, type, { durable: true, arguments: args });
    });
    note('exchange', name, fault);
  }
  const counts = new Map<string, { consumerCount: number; messageCount: number }>();
  for (const { name, arguments: args } of queues) {
    const fault = await faultOf(model, async (channel) => {
      counts.set(name, await channel.checkQueue(name));
      await channel.assertQueue(name, { durable: true, arguments: args });
    });
    note('queue', name, fault);
  }
  return { faults, notConfigurable, counts };
}

const NO_RIGHT = 'may not be configured';

type Channel = Awaited<ReturnType<ChannelModel['createChannel']>>;

/** Each look on a channel of its own: the broker closes it at a fault. */
async function faultOf(model: ChannelModel, look: (channel: Channel) => Promise<void>) {
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    await look(channel);
    await channel.close();
    return undefined;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 404) return 'is missing';
    if (code === 406) return 'exists with different arguments';
    if (isRefusal(error)) return NO_RIGHT;
    return whyOf(error);
  }
}
