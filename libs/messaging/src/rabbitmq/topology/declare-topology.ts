import type { Channel } from 'amqplib';
import type { Exchange, Queue, Topology } from './topology.js';

const PRECONDITION_FAILED = 406;

/** A queue or exchange of ours exists, but differs from the topology. */
export class TopologyConflict extends Error {
  override name = 'TopologyConflict';
}

/**
 * Declares all of it; what exists stays as it is. The channel is for this alone: the broker
 * closes it at a conflict.
 * @throws TopologyConflict with the cure.
 */
export async function declareTopology(channel: Channel, topology: Topology): Promise<void> {
  for (const exchange of topology.exchanges) {
    await declared('exchange', exchange.name, () => declareExchange(channel, exchange));
  }
  for (const queue of topology.queues) {
    await declared('queue', queue.name, () => declareQueue(channel, queue));
  }
  await bindAll(channel, topology);
}

export async function declareExchange(
  channel: Channel,
  { name, type, arguments: args }: Exchange,
): Promise<void> {
  await channel.assertExchange(name, type, { durable: true, arguments: args });
}

export async function declareQueue(
  channel: Channel,
  { name, arguments: args }: Queue,
): Promise<void> {
  await channel.assertQueue(name, { durable: true, arguments: args });
}

type Bindings = Pick<Topology, 'bindings' | 'exchangeBindings'>;

export async function bindAll(
  channel: Channel,
  { bindings, exchangeBindings }: Bindings,
): Promise<void> {
  await Promise.all([
    ...exchangeBindings.map(({ source, destination, key }) =>
      channel.bindExchange(destination, source, key),
    ),
    ...bindings.map(({ queue, exchange, key, arguments: args }) =>
      channel.bindQueue(queue, exchange, key, args),
    ),
  ]);
}

async function declared(what: string, name: string, declare: () => Promise<unknown>) {
  try {
    await declare();
  } catch (error) {
    if ((error as { code?: unknown }).code !== PRECONDITION_FAILED) throw error;
    throw new TopologyConflict(
      `The ${what} '${name}' exists with different arguments. Let it drain, delete it, and restart, ` +
        `or set RABBITMQ_PREFIX to a different prefix. RabbitMQ says: ${String(error)}`,
    );
  }
}
