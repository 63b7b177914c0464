import { secretVariable } from '#sites';
import { defaultDataDir } from './postgres/default-data-dir.js';
import { startPostgres } from './postgres/start-postgres.js';

/** A PostgreSQL to work with, and how to leave it. */
export type Storage = {
  databaseUrl: string;
  description: string;
  /** Its data is in the data folder. */
  isLocal: boolean;
  close(): Promise<void>;
};

type Env = Record<string, string | undefined>;

/** Where data is kept: DATA_DIR, or the user's usual place. */
export function dataDirOf(env: Env = process.env): string {
  return env['DATA_DIR']?.trim() || defaultDataDir();
}

/** The database that DATABASE_URL names, else a local server with its data under `dataDir`. */
export async function openStorage(dataDir: string, env: Env = process.env): Promise<Storage> {
  const databaseUrl = secretVariable(env, 'DATABASE_URL');
  if (databaseUrl) {
    const description = 'the one of DATABASE_URL';
    return { databaseUrl, description, isLocal: false, close: async () => undefined };
  }
  const server = await startPostgres({ dataDir });
  const description = `PostgreSQL ${server.version}, data in ${dataDir}`;
  return { databaseUrl: server.url, description, isLocal: true, close: () => server.stop() };
}
