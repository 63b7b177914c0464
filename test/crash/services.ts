import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Broker, openBroker } from './broker.js';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';

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

async function openServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env['DATABASE_URL']?.trim();
  if (given) return { url: given, close: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), 'newsletter-crash-pg-'));
  const server = await startPostgres({ dataDir });
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
