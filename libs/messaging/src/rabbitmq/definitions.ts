import type { Topology } from './topology.js';

/** What the management pages import, and `rabbitmqctl import_definitions`, to make `topology`. */
export type Definitions = ReturnType<typeof definitionsOf>;

const KEPT = { durable: true, auto_delete: false };

export function definitionsOf({ exchanges, queues, bindings }: Topology, vhost = '/') {
  return {
    vhosts: [{ name: vhost }],
    exchanges: exchanges.map(({ name, type, arguments: args }) => ({
      ...{ name, vhost, type, ...KEPT, internal: false },
      arguments: args,
    })),
    queues: queues.map(({ name, arguments: args }) => ({ name, vhost, ...KEPT, arguments: args })),
    bindings: bindings.map(({ exchange, queue, key, arguments: args }) => ({
      ...{ source: exchange, vhost, destination: queue, destination_type: 'queue' },
      routing_key: key,
      arguments: args,
    })),
  };
}
