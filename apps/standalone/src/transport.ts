import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openEventStore, switchTransport, type TransportName } from '#event-store';
import { loadEnv } from '#process';
import { dataDirOf, openStorage } from './storage.js';

const NAMES: readonly TransportName[] = ['embedded', 'rabbitmq'];

/** Switches the store to another transport: `npm run transport -- --use embedded`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { use: { type: 'string' } } });
  const name = NAMES.find((known) => known === values.use);
  if (!name) throw new Error(`Name one: --use ${NAMES.join(' or --use ')}.`);
  const storage = await openStorage(dataDirOf());
  const opened = await openEventStore({ databaseUrl: storage.databaseUrl });
  await switchTransport(opened.dataSource, name);
  await opened.close();
  await storage.close();
  process.stdout.write(`The store now uses the transport '${name}'.\n`);
}

loadEnv();
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
