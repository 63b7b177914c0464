import { randomBytes } from 'node:crypto';
import type { Broker } from './broker.js';
import type { Closing } from './closing.js';
import { execute, openServer } from '../setup/postgres-server.js';

export type Services = { databaseUrl: string; broker?: Broker };

/**
 * A database of this run's own and, if needed, a topology: on DATABASE_URL's and RABBITMQ_URL's
 * servers, else on servers that are started here.
 */
export async function openServices(
  open: (() => Promise<Broker>) | undefined,
  closing: Closing,
): Promise<Services> {
  const server = await openServer();
  await closing.add(() => server.close());
  const name = `newsletter_crash_${randomBytes(4).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name}`).catch((error: Error) => {
    throw new Error(`DATABASE_URL: no database can be created there (${error.message}).`);
  });
  await closing.add(() => execute(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  if (!open) return { databaseUrl: url.href };
  const broker = await open();
  await closing.add(() => broker.close());
  return { databaseUrl: url.href, broker };
}
