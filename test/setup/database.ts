import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { clockJumped, clockMoved } from './clock-moved.js';
import { execute } from './postgres-server.js';
import { onServer } from './server-connection.js';

export { clockMoved } from './clock-moved.js';
export { execute } from './postgres-server.js';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** This spec's own database, with the schema, on the server that the whole run shares. */
export function createTestDatabase(): Promise<TestDatabase> {
  return databaseFrom(inject('postgres').template);
}

/** One without the schema: the input of the first migration. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return databaseFrom('template0');
}

/** A copy of it, like a backup; there must be no connections meanwhile. */
export function copyOf({ url }: TestDatabase): Promise<TestDatabase> {
  return databaseFrom(new URL(url).pathname.slice(1));
}

async function databaseFrom(source: string): Promise<TestDatabase> {
  const { serverUrl, template } = inject('postgres');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** A copy replaces a database while processes use it; the earlier content is gone. */
export async function putInPlace(copy: TestDatabase, { url }: TestDatabase): Promise<void> {
  const { serverUrl } = inject('postgres');
  const [fresh, old] = [copy.url, url].map((one) => new URL(one).pathname.slice(1));
  await onServer(serverUrl, `ALTER DATABASE ${old} ALLOW_CONNECTIONS false`);
  await onServer(serverUrl, `DROP DATABASE ${old} WITH (FORCE)`);
  await onServer(serverUrl, `ALTER DATABASE ${fresh} RENAME TO ${old}`);
}

/** Moves the store's clock by this many milliseconds from the real one. */
export async function moveClock(url: string, offsetMs: number): Promise<void> {
  await execute(url, clockMoved(offsetMs));
}

/** Makes the server's own clock jump: its difference from the real one from now on. */
export async function jumpClock(url: string, offsetMs: number): Promise<void> {
  await execute(url, clockJumped(offsetMs));
}
