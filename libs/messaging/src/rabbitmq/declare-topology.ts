import type { Channel } from 'amqplib';
import type { Topology } from './topology.js';

const PRECONDITION_FAILED = 406;

/** A queue or exchange of ours exists, and is another one than the topology says. */
export class TopologyConflict extends Error {
  override name = 'TopologyConflict';
}

/**
 * Declares what is missing; what is there stays as it is. The channel is for this alone: the
 * broker closes it at a conflict.
 * @throws TopologyConflict with the cure.
 */
export async function declareTopology(channel: Channel, topology: Topology): Promise<void> {
  for (const { name, type, arguments: args } of topology.exchanges) {
    await declared('exchange', name, () =>
      channel.assertExchange(name, type, { durable: true, arguments: args }),
    );
  }
  for (const { name, arguments: args } of topology.queues) {
    await declared('queue', name, () =>
      channel.assertQueue(name, { durable: true, arguments: args }),
    );
  }
  for (const { source, destination, key } of topology.exchangeBindings) {
    await channel.bindExchange(destination, source, key);
  }
  for (const { queue, exchange, key, arguments: args } of topology.bindings) {
    await channel.bindQueue(queue, exchange, key, args);
  }
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
