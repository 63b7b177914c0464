import 'reflect-metadata';
import { runProof } from '../setup/run-proof.js';
import { HELP, readOptions } from './options.js';
import { prove } from './proof.js';
import { isGood, report, unseen } from './report.js';

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const proof = await prove(options, say);
    for (const line of report(proof)) process.stderr.write(`${line}\n`);
    const { lost, refused, swapped } = proof.mishaps;
    say(
      `${proof.events} events taken, ${lost} lost, ${refused} refused, ${swapped} overtaken; ${proof.outages} outages.`,
    );
    for (const at of unseen(proof)) process.stderr.write(`nobody was seen to pass: ${at}\n`);
    return { result: proof.result, isGood: isGood(proof) && unseen(proof).length === 0 };
  },
});
