import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';
import { serverFolder } from './server-folder.js';

export type PostgresServer = { url: string; close(): Promise<void> };

/** A crash of the machine may lose what specs wrote. A killed server loses nothing, as with fsync. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_wal_size: '256MB' };

/** DATABASE_URL's server, or our own, which leaves nothing behind. */
export async function openServer(): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL']?.trim();
  if (given) return { url: given, close: () => Promise.resolve() };
  const dataDir = await serverFolder('postgres');
  const server = await startPostgres({ dataDir, settings: SETTINGS });
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
