import { randomBytes } from 'node:crypto';
import { serverFolder } from '../server-folder.js';
import { findBinary } from './find-binary.js';
import { freePorts } from './free-ports.js';
import { type LocalBroker, endNameServer, startLocalBroker } from './local-broker.js';
import { unpackedRabbitmq } from './unpacked-rabbitmq.js';

/** Nodes of one cluster on this machine. */
export type LocalCluster = {
  nodes: LocalBroker[];
  /** As in RABBITMQ_URL. */
  url: string;
  close(): Promise<void>;
};

/** `settings` go into the rabbitmq.conf of each node. */
export async function startLocalCluster(
  count: number,
  settings: readonly string[] = [],
): Promise<LocalCluster> {
  const path = await findBinary();
  const program = path ? { path, env: {} } : await unpackedRabbitmq();
  const [epmd = 0] = await freePorts(1);
  const peers = { epmd, cookie: randomBytes(10).toString('hex').toUpperCase() };
  const nodes: LocalBroker[] = [];
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await endNameServer(epmd, { ...process.env, ...program.env });
  };
  try {
    for (let number = 0; number < count; number += 1) {
      const node = await startLocalBroker(program, serverFolder, { settings, peers });
      nodes.push(node);
      if (number > 0) await join(node, nodes[0]!);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { nodes, url: nodes.map(({ url }) => url).join(','), close };
}

async function join(node: LocalBroker, first: LocalBroker): Promise<void> {
  await node.control('stop_app');
  await node.control('join_cluster', first.node);
  await node.control('start_app');
  // A quorum queue that was declared right before that once refused all it was sent.
  await node.control('await_startup');
}
