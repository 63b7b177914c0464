import 'reflect-metadata';
import { Chance } from '../crash/chance.js';
import { isGood, report } from '../crash/report.js';
import { prove } from '../crash/proof.js';
import { startLocalCluster } from '../setup/broker/local-cluster.js';
import { NodeTrouble } from './node-trouble.js';
import { HELP, readOptions } from './options.js';

const NODES = 3;
const SETTINGS = ['cluster_partition_handling = pause_minority'];

const write = (words: string) => process.stdout.write(`${words}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    write(HELP);
    return true;
  }
  const startedMs = performance.now();
  const say = (words: string) => {
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    if (!options.json) write(`${seconds} s: ${words}`);
  };
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
  const result = { ...counted, nodes: trouble.strikes };
  write(options.json ? JSON.stringify(result) : JSON.stringify(result, undefined, 2));
  return isGood(proof);
}

main()
  .then((good) => process.exit(good ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(2);
  });
