import { startLocalCluster } from '../setup/broker/local-cluster.js';
import type { Broker } from '../crash/broker.js';
import { Announcements } from './announcements.js';
import { NET_TICK_SECONDS } from './happenings.js';
import type { ClusterTrouble } from './trouble.js';

const NODES = 3;
const PREFIX = 'cluster';
const SETTINGS = ['cluster_partition_handling = pause_minority'];
const ERLANG = [`-kernel net_ticktime ${NET_TICK_SECONDS}`];

/** Three nodes that form one cluster, for the faults, and a subscriber to the announcements. */
export async function openCluster(
  trouble: ClusterTrouble,
  say: (words: string) => void,
): Promise<Broker> {
  const cluster = await startLocalCluster(NODES, { settings: SETTINGS, erlang: ERLANG });
  const urls = cluster.nodes.map(({ url }) => url);
  const announcements = new Announcements(urls, PREFIX);
  await announcements.start();
  trouble.cluster = cluster;
  trouble.announcements = announcements;
  say(`${NODES} nodes are one cluster`);
  const close = async () => {
    await announcements.close();
    await cluster.close();
  };
  return { url: cluster.url, prefix: PREFIX, close };
}
