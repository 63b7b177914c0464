import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';

export type PostgresServer = { url: string; close(): Promise<void> };

/** DATABASE_URL's server, or one of our own that leaves nothing behind. */
export async function openServer(): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL']?.trim();
  if (given) return { url: given, close: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), 'newsletter-test-'));
  const server = await startPostgres({ dataDir });
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
