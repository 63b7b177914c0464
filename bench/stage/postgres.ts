import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';

/** The bench's own PostgreSQL, on a fresh data folder, with fsync on, as by default. */
export type Postgres = {
  version: string;
  /** Process id of the postmaster. */
  pid: number;
  /** The URL of a new database: an empty one, or a copy of one without connections. */
  createDatabase(copyOf?: string): Promise<string>;
  /** As autovacuum does within a minute: otherwise PostgreSQL would plan for empty tables. */
  analyze(): Promise<void>;
  close(): Promise<void>;
};

export async function openPostgres(settings: Record<string, string> = {}): Promise<Postgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'newsletter-bench-'));
  const server = await startPostgres({
    dataDir,
    settings: { max_connections: '300', ...settings },
  });
  const databases: string[] = [];
  return {
    version: server.version,
    pid: await postmasterOf(server.url),
    analyze: async () => {
      for (const url of databases) await query(url, 'ANALYZE');
    },
    createDatabase: async (copyOf) => {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      const template = copyOf ? ` TEMPLATE ${new URL(copyOf).pathname.slice(1)}` : '';
      await query(server.url, `CREATE DATABASE ${name}${template}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      databases.push(url.href);
      return url.href;
    },
    close: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function postmasterOf(url: string): Promise<number> {
  const file = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid";
  const [row] = await query<{ pid: number }>(url, file);
  return row?.pid ?? 0;
}

export async function query<T>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}
