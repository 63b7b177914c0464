import 'reflect-metadata';
import { Chance } from '../crash/chance.js';
import { KEYS } from '../crash/newsroom.js';
import { prove } from '../crash/proof.js';
import { isGood, report } from '../crash/report.js';
import { startLocalCluster } from '../setup/broker/local-cluster.js';
import { runProof } from '../setup/run-proof.js';
import { Announcements, type Heard } from './announcements.js';
import { NET_TICK_SECONDS } from './happenings.js';
import { HELP, readOptions } from './options.js';
import { ClusterTrouble } from './trouble.js';
import { restartedByHand } from './whole.js';

const NODES = 3;
const PREFIX = 'cluster';
const SETTINGS = ['cluster_partition_handling = pause_minority'];
const ERLANG = [`-kernel net_ticktime ${NET_TICK_SECONDS}`];

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const { kinds, isQuick, seed } = options;
    const trouble = new ClusterTrouble({ kinds, isQuick, chance: new Chance(seed + 2) }, say);
    let heard: Heard = { announced: 0, missing: 0 };
    const openBroker = async () => {
      const cluster = await startLocalCluster(NODES, { settings: SETTINGS, erlang: ERLANG });
      const urls = cluster.nodes.map(({ url }) => url);
      const announcements = new Announcements(urls, PREFIX);
      await announcements.start();
      Object.assign(trouble, { cluster, announcements });
      say(`${NODES} nodes are one cluster`);
      const close = async () => {
        await announcements.close();
        await cluster.close();
      };
      return { url: cluster.url, prefix: PREFIX, close };
    };
    const atTheEnd = async (gateway: string) => {
      heard = await trouble.announcements!.compare({ gateway, ...KEYS });
    };
    const proof = await prove(options, say, { openBroker, mostStrikes: 0, trouble, atTheEnd });
    for (const line of report(proof)) process.stderr.write(`${line}\n`);
    const { kills: _kills, stops: _stops, ...counted } = proof.result;
    const longest = Math.max(
      ...Object.values(trouble.tallies).map(({ longestPauseSeconds }) => longestPauseSeconds),
    );
    const { announced, missing } = heard;
    const result = { ...counted, announced, missing, longestPauseSeconds: longest };
    return {
      result: { ...result, restartedByHand: restartedByHand.length, happened: trouble.tallies },
      isGood: isGood(proof) && announced > 0 && missing === 0,
    };
  },
});
