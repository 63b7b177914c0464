import { randomBytes } from 'node:crypto';
import { type Broker, openBroker } from './broker.js';
import { execute, openServer } from '../setup/postgres-server.js';

export type Services = { databaseUrl: string; broker?: Broker; close(): Promise<void> };

/** A database of this run's own and, if needed, a topology: on servers given or started here. */
export async function openServices(needsBroker: boolean): Promise<Services> {
  const server = await openServer();
  const name = `newsletter_crash_${randomBytes(4).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const broker = needsBroker ? await openBroker() : undefined;
  return {
    databaseUrl: url.href,
    ...(broker ? { broker } : {}),
    close: async () => {
      await broker?.close();
      await execute(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.close();
    },
  };
}
