import { startRelay } from './start-relay.js';

/** A process that relays until it is killed. */
export async function run(databaseUrl: string, brokerUrl: string, prefix: string): Promise<void> {
  await startRelay({ databaseUrl, brokerUrl, prefix, delaysMs: [100, 500] });
  process.stdout.write('attached\n');
}
