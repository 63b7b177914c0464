import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openEventStore, switchTransport, type TransportName } from '#event-store';
import { type Opened, runCommand } from '#process';
import { dataDirOf, openStorage } from './storage.js';

const NAMES: readonly TransportName[] = ['embedded', 'rabbitmq'];

/** Switches the store to another transport: `npm run transport -- --use embedded`. */
async function main(opened: Opened): Promise<void> {
  const { values } = parseArgs({ options: { use: { type: 'string' } } });
  const name = NAMES.find((known) => known === values.use);
  if (!name) throw new Error(`Name one: --use ${NAMES.join(' or --use ')}.`);
  const { databaseUrl } = await opened.opening(openStorage(dataDirOf()));
  const { dataSource } = await opened.opening(openEventStore({ databaseUrl }));
  await switchTransport(dataSource, name);
  process.stdout.write(`The store now uses the transport '${name}'.\n`);
}

runCommand(main);
