import { DBOS } from '@dbos-inc/dbos-sdk';
import { servePart } from '../stage/serve-part.js';
import { Finish, type Running, STEPS, callSandbox } from './chain.js';

const finish = new Finish();

const chain = DBOS.registerWorkflow(
  async () => {
    for (let step = 1; step <= STEPS; step += 1) {
      await DBOS.runStep(callSandbox, { name: `step ${step}` });
    }
  },
  { name: 'chain' },
);

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
  systemDatabasePoolSize: 20,
  logLevel: 'error',
});
await DBOS.launch();

function steps({ chains }: Running) {
  return finish.timed(chains, async () => {
    const begun = Array.from({ length: chains }, () => DBOS.startWorkflow(chain)());
    for (const handle of await Promise.all(begun)) {
      void handle.getResult().then(() => finish.one());
    }
  });
}

servePart({ steps });
