import 'reflect-metadata';
import { Chance } from '../crash/chance.js';
import type { Office } from '../crash/office.js';
import { prove } from '../crash/proof.js';
import { isGood, report } from '../crash/report.js';
import { runProof } from '../setup/run-proof.js';
import type { Heard } from './announcements.js';
import { openCluster } from './open-cluster.js';
import { HELP, readOptions } from './options.js';
import { ClusterTrouble } from './trouble.js';
import { restartedByHand } from './whole.js';

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const { kinds, isQuick, seed } = options;
    const trouble = new ClusterTrouble({ kinds, isQuick, chance: new Chance(seed + 2) }, say);
    let heard: Heard = { announced: 0, missing: 0 };
    const openBroker = () => openCluster(trouble, say);
    const atTheEnd = async (office: Office) => {
      heard = await trouble.announcements!.compare(await office.feed());
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
