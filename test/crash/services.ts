import { randomBytes } from 'node:crypto';
import type { Broker } from './broker.js';
import type { Closing } from './closing.js';
import {
  type PostgresServer as Server,
  execute,
  openServer as openUsualServer,
} from '../setup/postgres-server.js';

/** Without a broker: the embedded transport. With several servers, the database exists. */
export type Opening = {
  openBroker?: () => Promise<Broker>;
  openServer?: () => Promise<Server>;
};

export type Services = { databaseUrl: string; broker?: Broker };

/**
 * This run's own database and, if needed, a topology: on DATABASE_URL's and RABBITMQ_URL's
 * servers, otherwise on servers that are started here.
 */
export async function openServices(
  { openBroker, openServer = openUsualServer }: Opening,
  closing: Closing,
): Promise<Services> {
  const server = await openServer();
  await closing.add(() => server.close());
  const databaseUrl = server.url.includes(',') ? server.url : await createDatabase(server, closing);
  if (!openBroker) return { databaseUrl };
  const broker = await openBroker();
  await closing.add(() => broker.close());
  return { databaseUrl, broker };
}

async function createDatabase(server: Server, closing: Closing): Promise<string> {
  const name = `newsletter_crash_${randomBytes(4).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name}`).catch((error: Error) => {
    throw new Error(`DATABASE_URL: no database can be created there (${error.message}).`);
  });
  await closing.add(() => execute(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}
