import { randomBytes } from 'node:crypto';
import { openEventStore } from '#event-store';
import { oncePerRun } from './once-per-run.js';
import { execute, openServer } from './postgres-server.js';

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
