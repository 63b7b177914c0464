import { pause } from '../crash/scale.js';
import type { LocalBroker } from '../setup/broker/local-broker.js';

export type Handling = 'pause_minority' | 'autoheal';

/** What each node does about a partition from now on. */
export async function handlePartitions(
  nodes: readonly LocalBroker[],
  handling: Handling,
): Promise<void> {
  const set = `application:set_env(rabbit, cluster_partition_handling, ${handling}).`;
  for (const node of nodes) await node.control('eval', set);
}

/** The connections to its peers are cut, and no new ones are made, until it may connect again. */
export async function cutOff(
  node: LocalBroker,
  { peers, ms }: { peers: readonly LocalBroker[]; ms: number },
): Promise<void> {
  const names = `[${peers.map((peer) => `'${peer.node}'`).join(', ')}]`;
  const each = (what: string) => node.control('eval', `[${what} || N <- ${names}].`);
  await each("begin erlang:set_cookie(N, 'cut-off'), erlang:disconnect_node(N) end");
  await pause(ms);
  await each('erlang:set_cookie(N, erlang:get_cookie())');
}
