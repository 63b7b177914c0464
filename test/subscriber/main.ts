import 'reflect-metadata';
import { runProof } from '../setup/run-proof.js';
import { HELP, readOptions } from './options.js';
import { prove } from './prove.js';

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const doors = await prove(options, say);
    const isGood = doors.every(({ missing, repeated, wrong }) => missing + repeated + wrong === 0);
    return { result: { doors }, isGood };
  },
});
