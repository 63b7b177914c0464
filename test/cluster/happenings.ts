import { pause } from '../crash/scale.js';
import type { Chance } from '../crash/chance.js';
import type { LocalBroker } from '../setup/broker/local-broker.js';
import { type LocalCluster, join } from '../setup/broker/local-cluster.js';
import { cutOff, handlePartitions } from './cut-off.js';
import { untilWhole } from './whole.js';

/** Erlang's net tick time; a node that is silent for longer counts as gone. */
export const NET_TICK_SECONDS = 8;

const AWAY_MS = { from: 500, to: 5_000 };
/** Silence takes up to five quarters of the net tick to count. */
const FREEZE_MS = { from: NET_TICK_SECONDS * 1_300, to: NET_TICK_SECONDS * 1_800 };
const CUT_MS = { from: 4_000, to: 12_000 };

export type Place = { cluster: LocalCluster; chance: Chance };
type Strike = (node: LocalBroker, place: Place) => Promise<void>;

/** Faults of one node; each node gets them in turn. */
export const STRIKES = {
  kill: async (node, { chance }) => {
    await node.kill();
    await pause(chance.between(AWAY_MS.from, AWAY_MS.to));
    await node.start();
  },
  stop: restart,
  freeze,
  'cut-off': cut,
  'freeze-autoheal': autohealed(freeze),
  'cut-off-autoheal': autohealed(cut),
} satisfies Record<string, Strike>;

/** Faults of the cluster as a whole. */
export const CHANGES = {
  rebalance: async ({ cluster }) => {
    await cluster.nodes[0]!.tool('rabbitmq-queues', 'rebalance', 'all');
  },
  'join-and-leave': joinAndLeave,
  'rolling-restart': async (place) => {
    for (const node of place.cluster.nodes) {
      await node.tool('rabbitmq-upgrade', 'await_online_quorum_plus_one');
      await node.tool('rabbitmq-upgrade', 'drain');
      await restart(node, place);
      await untilWhole(place.cluster.nodes);
    }
  },
} satisfies Record<string, (place: Place) => Promise<void>>;

async function restart(node: LocalBroker, { chance }: Place): Promise<void> {
  await node.stop();
  await pause(chance.between(AWAY_MS.from, AWAY_MS.to));
  await node.start();
}

async function freeze(node: LocalBroker, { chance }: Place): Promise<void> {
  node.freeze();
  await pause(chance.between(FREEZE_MS.from, FREEZE_MS.to));
  node.resume();
}

async function cut(node: LocalBroker, { cluster, chance }: Place): Promise<void> {
  const peers = cluster.nodes.filter((peer) => peer !== node);
  await cutOff(node, { peers, ms: chance.between(CUT_MS.from, CUT_MS.to) });
}

/** Otherwise the minority pauses. */
function autohealed(strike: Strike): Strike {
  return async (node, place) => {
    const { nodes } = place.cluster;
    await handlePartitions(nodes, 'autoheal');
    await strike(node, place);
    await untilWhole(nodes);
    await handlePartitions(nodes, 'pause_minority');
  };
}

/** A fourth node replaces one, and that one then replaces the fourth. */
async function joinAndLeave({ cluster, chance }: Place): Promise<void> {
  const { nodes } = cluster;
  const old = chance.one(nodes);
  const others = nodes.filter((node) => node !== old);
  const stays = others[0]!;
  const fresh = await cluster.add();
  await become(fresh, stays);
  await untilWhole([...nodes, fresh]);

  await stays.tool('rabbitmq-queues', 'shrink', old.node);
  await old.control('stop_app');
  await old.control('reset');
  await old.control('start_app');
  await untilWhole([...others, fresh]);
  await pause(chance.between(AWAY_MS.from, AWAY_MS.to));

  await become(old, stays);
  await untilWhole([...nodes, fresh]);
  await stays.tool('rabbitmq-queues', 'shrink', fresh.node);
  await fresh.stop();
  await stays.control('forget_cluster_node', fresh.node);
  await fresh.close();
}

async function become(node: LocalBroker, member: LocalBroker): Promise<void> {
  await join(node, member);
  await member.tool('rabbitmq-queues', 'grow', node.node, 'all');
}
