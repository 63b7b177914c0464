import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from './config.js';
import { startGateway } from './start-gateway.js';

runProcess(async () => {
  const app = await startGateway(readConfig());
  const line = `The gateway answers at ${await app.getUrl()}; /docs tells how to call it.`;
  return { lines: [line, 'Stop with Ctrl-C.'], close: () => app.close() };
});
