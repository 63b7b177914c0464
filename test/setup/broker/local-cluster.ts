import { randomBytes } from 'node:crypto';
import { serverFolder } from '../server-folder.js';
import { freePorts } from './free-ports.js';
import { type LocalBroker, endNameServer, startLocalBroker } from './local-broker.js';
import { ownProgram } from './own-program.js';

/** Nodes of one cluster on this machine. */
export type LocalCluster = {
  nodes: LocalBroker[];
  /** As in RABBITMQ_URL. */
  url: string;
  /** One more node, which is not a member until `join`. */
  add(): Promise<LocalBroker>;
  close(): Promise<void>;
};

type ClusterOptions = {
  /** For the rabbitmq.conf of each node. */
  settings?: readonly string[];
  erlang?: readonly string[];
};

export async function startLocalCluster(
  count: number,
  options: ClusterOptions = {},
): Promise<LocalCluster> {
  const program = await ownProgram();
  const [epmd = 0] = await freePorts(1);
  const peers = { epmd, cookie: randomBytes(10).toString('hex').toUpperCase() };
  const nodes: LocalBroker[] = [];
  const started: LocalBroker[] = [];
  const add = async () => {
    const node = await startLocalBroker(program, serverFolder, { ...options, peers });
    started.push(node);
    return node;
  };
  const close = async () => {
    await Promise.all(started.map((node) => node.close()));
    await endNameServer(epmd, { ...process.env, ...program.env });
  };
  try {
    for (let number = 0; number < count; number += 1) {
      const node = await add();
      nodes.push(node);
      if (number > 0) await join(node, nodes[0]!);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { nodes, url: nodes.map(({ url }) => url).join(','), add, close };
}

/** Makes a node, which forgets all its data, a member of the other one's cluster. */
export async function join(node: LocalBroker, member: LocalBroker): Promise<void> {
  await node.control('stop_app');
  await node.control('join_cluster', member.node);
  await node.control('start_app');
  // A quorum queue that was declared right before that once refused all messages.
  await node.control('await_startup');
}
