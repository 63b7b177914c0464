import type { DataSource } from 'typeorm';
import { nameOf, parseDatabaseUrl } from './database-url.js';
import { serverInUse } from './find-server.js';

/** Where the store is, for people; undefined if DATABASE_URL names only one server. */
export function serversOf({ options }: DataSource): string | undefined {
  const { extra } = options as unknown as { extra: { databaseUrl: string } };
  const { servers } = parseDatabaseUrl(extra.databaseUrl);
  if (servers.length === 1) return undefined;
  const inUse = serverInUse(extra.databaseUrl);
  const all = servers.map(nameOf).join(', ');
  return inUse ? `${nameOf(inUse)} (of ${all})` : `none (of ${all})`;
}
