import { setTimeout } from 'node:timers/promises';
import type { Channel } from 'amqplib';
import { bindAll, declareExchange, declareQueue } from './declare-topology.js';
import { type OpenChannel, type Refusal, ScratchChannel } from './scratch-channel.js';
import type { Topology } from './topology.js';
import { whyOf } from '../errors/why.js';

const [REFUSED, NOT_FOUND] = [403, 404];
/** It exists, on nodes that are not running: declaring it would not help. */
const AWAY = /down or inaccessible/;

/** Something is missing, and this user may not declare it. */
export class TopologyLacking extends Error {
  override name = 'TopologyLacking';
}

type EnsureOptions = {
  isBinding?: boolean;
  /** Wait before the first queue is declared, in milliseconds. */
  pauseMs?: number;
};

export type Ensured = {
  /** What was missing and was declared, e.g. `queue newsletter.parked`. */
  declared: string[];
  /** Whether this user may bind. If not, bindings cannot be verified. */
  mayBind: boolean;
};

/**
 * Checks passively, which needs no right, and declares only what is missing. Bindings cannot be
 * checked; binding again changes nothing.
 * @throws TopologyLacking
 */
export async function ensureTopology(
  open: OpenChannel,
  topology: Topology,
  { isBinding = true, pauseMs = 0 }: EnsureOptions = {},
): Promise<Ensured> {
  const scratch = new ScratchChannel(open);
  try {
    const declared: string[] = [];
    let leftMs = pauseMs;
    for (const thing of thingsOf(topology)) {
      if (await isThere(scratch, thing)) continue;
      if (thing.kind === 'queue' && leftMs > 0) await setTimeout(leftMs);
      if (thing.kind === 'queue') leftMs = 0;
      await declare(scratch, thing);
      declared.push(`${thing.kind} ${thing.name}`);
    }
    if (!isBinding && declared.length === 0) return { declared, mayBind: false };
    return { declared, mayBind: await bind(scratch, topology, declared) };
  } finally {
    await scratch.close();
  }
}

type Thing = {
  kind: 'exchange' | 'queue';
  name: string;
  check: (channel: Channel) => Promise<unknown>;
  declare: (channel: Channel) => Promise<unknown>;
};

function thingsOf({ exchanges, queues }: Topology): Thing[] {
  return [
    ...exchanges.map((exchange) => ({
      kind: 'exchange' as const,
      name: exchange.name,
      check: (channel: Channel) => channel.checkExchange(exchange.name),
      declare: (channel: Channel) => declareExchange(channel, exchange),
    })),
    ...queues.map((queue) => ({
      kind: 'queue' as const,
      name: queue.name,
      check: (channel: Channel) => channel.checkQueue(queue.name),
      declare: (channel: Channel) => declareQueue(channel, queue),
    })),
  ];
}

async function isThere(scratch: ScratchChannel, { check }: Thing): Promise<boolean> {
  const refusal = await scratch.ask(check);
  if (refusal?.code !== NOT_FOUND) return true;
  return AWAY.test(refusal.error.message);
}

async function declare(scratch: ScratchChannel, { kind, name, declare: ask }: Thing) {
  const refusal = await scratch.ask(ask);
  if (!refusal) return;
  const why =
    refusal.code === REFUSED ? 'and this user may not declare it' : 'and declaring failed';
  throw lacking(`The ${kind} '${name}' is missing, ${why}`, refusal);
}

async function bind(
  scratch: ScratchChannel,
  topology: Topology,
  declared: string[],
): Promise<boolean> {
  const refusal = await scratch.ask((channel) => bindAll(channel, topology));
  if (!refusal) return true;
  if (refusal.code === REFUSED && declared.length === 0) return false;
  throw lacking('A binding is missing, and this user is not allowed to create it', refusal);
}

function lacking(words: string, { error }: Refusal): TopologyLacking {
  return new TopologyLacking(`${words}. RabbitMQ says: ${whyOf(error)}`, { cause: error });
}
