import 'reflect-metadata';
import { runProof } from '../setup/run-proof.js';
import { HELP, readOptions } from './options.js';
import { prove } from './proof.js';
import { isGood, report } from './report.js';

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
    return { result: proof.result, isGood: isGood(proof) };
  },
});
