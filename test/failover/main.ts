import 'reflect-metadata';
import { Chance } from '../crash/chance.js';
import { prove } from '../crash/proof.js';
import { isGood, report } from '../crash/report.js';
import { runProof } from '../setup/run-proof.js';
import { openPair } from './open-pair.js';
import { HELP, readOptions } from './options.js';
import { PairTrouble } from './pair-trouble.js';

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const { seed, isSynchronous } = options;
    const trouble = new PairTrouble({ chance: new Chance(seed + 2), isSynchronous }, say);
    const openServer = () => openPair(trouble, isSynchronous);
    const mayForget = !isSynchronous;
    const proof = await prove(options, say, { openServer, mostStrikes: 0, trouble, mayForget });
    for (const line of report(proof)) process.stderr.write(`${line}\n`);
    const { kills: _kills, stops: _stops, ...counted } = proof.result;
    const { failovers, epochs } = trouble;
    const { gone } = proof;
    // A round without lost commits shows nothing about detecting them.
    const wasTried = isSynchronous ? failovers > 0 : epochs > 0 && gone > 0;
    return { result: { ...counted, failovers, epochs, gone }, isGood: isGood(proof) && wasTried };
  },
});
