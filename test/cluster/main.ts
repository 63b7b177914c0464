import 'reflect-metadata';
import { Chance } from '../crash/chance.js';
import { isGood, report } from '../crash/report.js';
import { prove } from '../crash/proof.js';
import { startLocalCluster } from '../setup/broker/local-cluster.js';
import { runProof } from '../setup/run-proof.js';
import { NodeTrouble } from './node-trouble.js';
import { HELP, readOptions } from './options.js';

const NODES = 3;
const SETTINGS = ['cluster_partition_handling = pause_minority'];

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const trouble = new NodeTrouble(new Chance(options.seed + 2), say);
    const openBroker = async () => {
      const cluster = await startLocalCluster(NODES, SETTINGS);
      trouble.nodes = cluster.nodes;
      say(`${NODES} nodes are one cluster`);
      return { url: cluster.url, prefix: 'cluster', close: () => cluster.close() };
    };
    const proof = await prove(options, say, { openBroker, mostStrikes: 0, trouble });
    for (const line of report(proof)) process.stderr.write(`${line}\n`);
    const { kills: _kills, stops: _stops, ...counted } = proof.result;
    return { result: { ...counted, nodes: trouble.strikes }, isGood: isGood(proof) };
  },
});
