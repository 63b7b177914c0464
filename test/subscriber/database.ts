import { randomBytes } from 'node:crypto';
import type { Closing } from '../crash/closing.js';
import { execute, openServer } from '../setup/postgres-server.js';

/** This run's own database, on DATABASE_URL's server or on one that is started for it. */
export async function openDatabase(closing: Closing): Promise<string> {
  const server = await openServer();
  await closing.add(() => server.close());
  const name = `newsletter_doors_${randomBytes(4).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${name}`);
  await closing.add(() => execute(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}
