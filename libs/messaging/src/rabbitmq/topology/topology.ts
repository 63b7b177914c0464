import { DELIVERY_LIMIT } from '../../strategy.js';
import { STEP_DUE } from '../../wake-up.js';
import { DELAYS_MS, delayName } from './delays.js';
import { type Names, namesOf } from './names.js';

type Arguments = Readonly<Record<string, string | number>>;

/** All are durable, none is auto-deleted. */
export type Exchange = {
  name: string;
  type: 'topic' | 'headers' | 'fanout';
  arguments: Arguments;
};
export type Queue = { name: string; arguments: Arguments };
/** Passes on what `source` gets, without a second publish. */
type ExchangeBinding = { source: string; destination: string; key: string };
type Binding = { exchange: string; queue: string; key: string; arguments: Arguments };

export type Topology = {
  names: Names;
  delaysMs: readonly number[];
  exchanges: readonly Exchange[];
  queues: readonly Queue[];
  exchangeBindings: readonly ExchangeBinding[];
  bindings: readonly Binding[];
};

type TopologyOptions = {
  /** First part of every name, so that several installations share one broker. */
  prefix?: string;
  delaysMs?: readonly number[];
};

/**
 * Reading a message counts as a delivery, and 4.x sets a limit of 20 by default: so often may
 * people read what is parked.
 */
const DELIVERY_LIMIT_OFF = 1_000_000;

/** The one table of what exists in the broker. What must hold is an argument here, not a policy. */
export function topologyOf({ prefix = 'newsletter', delaysMs = DELAYS_MS }: TopologyOptions = {}) {
  const names = namesOf(prefix);
  const topology: Topology = {
    names,
    delaysMs,
    exchanges: exchangesOf(names),
    queues: queuesOf(names, delaysMs),
    exchangeBindings: [{ source: names.events, destination: names.eventsBySite, key: '#' }],
    bindings: bindingsOf(names, delaysMs),
  };
  return topology;
}

/** As earlier releases declared it, which is as good: arguments of a queue never change. */
export function formerQueue({ name, arguments: args }: Queue): Queue {
  const { [LOCATOR]: _locator, ...others } = args;
  return { name, arguments: others };
}

function exchangesOf(names: Names): Exchange[] {
  const unroutable = { 'alternate-exchange': names.unroutable };
  return [
    { name: names.unroutable, type: 'fanout', arguments: {} },
    { name: names.dead, type: 'topic', arguments: {} },
    { name: names.events, type: 'topic', arguments: {} },
    // Routes on nl-site and nl-event, for queues that want only some sites.
    { name: names.eventsBySite, type: 'headers', arguments: {} },
    { name: names.commands, type: 'topic', arguments: unroutable },
    // Routes on a header, so that the routing key survives to the dead-letter exchange. Without an
    // alternate exchange: unroutable messages are returned to the publisher, which repairs the bindings.
    { name: names.wakeUps, type: 'headers', arguments: {} },
  ];
}

const LOCATOR = 'x-queue-leader-locator';

/**
 * At-least-once dead-lettering needs a quorum queue that rejects what exceeds its limit. Leaders
 * are spread over the nodes of a cluster, and not all on the one that a process declares at.
 */
const QUORUM = {
  'x-queue-type': 'quorum',
  'x-overflow': 'reject-publish',
  [LOCATOR]: 'balanced',
} as const;

function deadLetteredTo(exchange: string): Arguments {
  return { 'x-dead-letter-exchange': exchange, 'x-dead-letter-strategy': 'at-least-once' };
}

function queuesOf(names: Names, delaysMs: readonly number[]): Queue[] {
  const parked = { ...QUORUM, 'x-delivery-limit': DELIVERY_LIMIT_OFF };
  return [
    { name: names.parked, arguments: parked },
    { name: names.parkedRecord, arguments: parked },
    {
      name: names.deployer,
      arguments: {
        ...QUORUM,
        'x-delivery-limit': DELIVERY_LIMIT,
        ...deadLetteredTo(names.dead),
      },
    },
    // Another time-to-live is another queue: declared with a new one, a queue responds with 406.
    ...delaysMs.map((ms) => ({
      name: names.delayQueue(ms),
      arguments: { ...QUORUM, 'x-message-ttl': ms, ...deadLetteredTo(names.commands) },
    })),
  ];
}

function bindingsOf(names: Names, delaysMs: readonly number[]): Binding[] {
  const parked = [names.parked, names.parkedRecord].flatMap((queue) => [
    { exchange: names.dead, queue, key: '#', arguments: {} },
    { exchange: names.unroutable, queue, key: '', arguments: {} },
  ]);
  const waiting = (ms: number, queue: string) => ({
    exchange: names.wakeUps,
    queue,
    key: '',
    arguments: { 'x-match': 'all', 'nl-delay': delayName(ms) },
  });
  const delays = delaysMs.map((ms) => waiting(ms, names.delayQueue(ms)));
  // Delayed messages arrive from the delay queues by dead-lettering.
  const waited = {
    exchange: names.commands,
    queue: names.deployer,
    key: STEP_DUE,
    arguments: {},
  };
  return [...parked, waited, waiting(0, names.deployer), ...delays];
}
