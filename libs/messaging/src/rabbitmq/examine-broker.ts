import { type ChannelModel, connect } from 'amqplib';
import { within } from '../within.js';
import type { Topology } from './topology.js';
import { whyOf } from './why.js';

export type ExaminedBroker = {
  version: string;
  /** What of the topology is missing or is another one, in words. */
  faults: string[];
  /** Deployers that take wake-ups. */
  consumers: number;
  /** Messages that nobody could handle. */
  parked: number;
};

const CONNECT_LIMIT_MS = 10_000;

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
    await within(CONNECT_LIMIT_MS, model.close()).catch(() => undefined);
  }
}

async function examine(model: ChannelModel, topology: Topology): Promise<ExaminedBroker> {
  const { names, exchanges, queues } = topology;
  const faults: string[] = [];
  for (const { name, type, arguments: args } of exchanges) {
    const fault = await faultOf(model, async (channel) => {
      await channel.checkExchange(name);
      await channel.assertExchange(name, type, { durable: true, arguments: args });
    });
    if (fault) faults.push(`exchange ${name} ${fault}`);
  }
  const counts = new Map<string, { consumerCount: number; messageCount: number }>();
  for (const { name, arguments: args } of queues) {
    const fault = await faultOf(model, async (channel) => {
      counts.set(name, await channel.checkQueue(name));
      await channel.assertQueue(name, { durable: true, arguments: args });
    });
    if (fault) faults.push(`queue ${name} ${fault}`);
  }
  const { version = 'unknown' } = model.connection.serverProperties as { version?: string };
  return {
    version,
    faults,
    consumers: counts.get(names.deployer)?.consumerCount ?? 0,
    parked: counts.get(names.parked)?.messageCount ?? 0,
  };
}

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
    return whyOf(error);
  }
}
