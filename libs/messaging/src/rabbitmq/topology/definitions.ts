import type { Topology } from './topology.js';

/** The import format of the management pages and `rabbitmqctl import_definitions`, for `topology`. */
export type Definitions = ReturnType<typeof definitionsOf>;

export function definitionsOf(topology: Topology, vhost = '/') {
  const kept = { vhost, durable: true, auto_delete: false };
  return {
    vhosts: [{ name: vhost }],
    exchanges: topology.exchanges.map((exchange) => ({ ...exchange, ...kept, internal: false })),
    queues: topology.queues.map((queue) => ({ ...queue, ...kept })),
    bindings: [
      ...topology.exchangeBindings.map(({ source, destination, key }) => ({
        source,
        vhost,
        destination,
        destination_type: 'exchange',
        routing_key: key,
        arguments: {},
      })),
      ...topology.bindings.map(({ exchange, queue, key, arguments: args }) => ({
        source: exchange,
        vhost,
        destination: queue,
        destination_type: 'queue',
        routing_key: key,
        arguments: args,
      })),
    ],
  };
}
