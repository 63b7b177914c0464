import type { Channel } from 'amqplib';
import { declareExchange, declareQueue } from './declare-topology.js';
import { type OpenChannel, ScratchChannel } from './scratch-channel.js';
import { type Topology, formerQueue } from './topology.js';

export type Compared = {
  /** What is missing or differs, in words. */
  faults: string[];
  /** Those of them that exist, with different arguments. */
  different: string[];
  /** Names of what is missing but this user may not declare. */
  notConfigurable: string[];
  counts: Map<string, Count>;
};
/** Once rejected, arguments are not compared any more: RabbitMQ logs each rejection. */
type Comparing = Compared & { isRefused: boolean };
type Count = { consumerCount: number; messageCount: number };

const [REFUSED, NOT_FOUND, CONFLICT] = [403, 404, 406];

/**
 * Compares what exists in the broker with the topology. Arguments are compared only where this user
 * may configure: RabbitMQ reveals them in no other way. Declares and changes nothing.
 */
export async function compareTopology(open: OpenChannel, topology: Topology): Promise<Compared> {
  const scratch = new ScratchChannel(open);
  const compared: Comparing = {
    faults: [],
    different: [],
    notConfigurable: [],
    counts: new Map(),
    isRefused: false,
  };
  try {
    for (const exchange of topology.exchanges) {
      const { name } = exchange;
      await compare(scratch, compared, {
        what: `exchange ${name}`,
        name,
        check: (channel) => channel.checkExchange(name),
        same: [(channel) => declareExchange(channel, exchange)],
      });
    }
    for (const queue of topology.queues) {
      const { name } = queue;
      await compare(scratch, compared, {
        what: `queue ${name}`,
        name,
        check: async (channel) => compared.counts.set(name, await channel.checkQueue(name)),
        same: [queue, formerQueue(queue)].map((one) => (channel) => declareQueue(channel, one)),
      });
    }
    return compared;
  } finally {
    await scratch.close();
  }
}

type Question = (channel: Channel) => Promise<unknown>;
type Thing = { what: string; name: string; check: Question; same: Question[] };

async function compare(
  scratch: ScratchChannel,
  compared: Comparing,
  { what, name, check, same }: Thing,
): Promise<void> {
  const { faults, notConfigurable } = compared;
  const lacking = await scratch.ask(check);
  if (lacking && lacking.code !== NOT_FOUND) return;
  if (lacking) {
    faults.push(`${what} is missing`);
    if (!(await mayConfigure(scratch, name))) notConfigurable.push(name);
    return;
  }
  if (compared.isRefused) return;
  for (const declare of same) {
    const refusal = await scratch.ask(declare);
    compared.isRefused = refusal?.code === REFUSED;
    if (refusal?.code !== CONFLICT) return;
  }
  const words = `${what} exists with different arguments`;
  compared.different.push(words);
  faults.push(words);
}

/** RabbitMQ checks the right first, and then rejects the argument (406): nothing is ever declared. */
async function mayConfigure(scratch: ScratchChannel, name: string): Promise<boolean> {
  const invalid = { durable: true, arguments: { 'x-expires': 'never' } };
  return (await scratch.ask((channel) => channel.assertQueue(name, invalid)))?.code !== REFUSED;
}
