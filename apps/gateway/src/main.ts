import 'reflect-metadata';
import { startGateway } from './start-gateway.js';
import { loadEnv } from './load-env.js';

loadEnv();
startGateway()
  .then(async (app) => {
    process.stdout.write(
      `The gateway answers at ${await app.getUrl()}; /docs tells how to call it.\n`,
    );
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
