import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openEventStore } from '#event-store';
import { startPostgres } from '../../apps/standalone/src/postgres/start-postgres.js';
import { oncePerRun } from './once-per-run.js';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { serverUrl: string; template: string };
  }
}

/** One server for the run, DATABASE_URL's or our own, and a template that has the schema. */
export default oncePerRun('postgres', start, (project, { serverUrl, template }) => {
  project.provide('postgres', { serverUrl, template });
});

async function start() {
  const server = await openServer();
  const template = `newsletter_test_${randomBytes(4).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${template}`);
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  // The template must have no connections: the store is closed again at once.
  await (await openEventStore({ databaseUrl: url.href })).close();
  return {
    serverUrl: server.url,
    template,
    close: async () => {
      await execute(server.url, `DROP DATABASE ${template} WITH (FORCE)`);
      await server.close();
    },
  };
}

async function openServer(): Promise<{ url: string; close(): Promise<void> }> {
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

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
