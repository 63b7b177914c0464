import { secretVariable } from '#sites';
import { defaultDataDir } from './postgres/default-data-dir.js';
import { startPostgres } from './postgres/start-postgres.js';

/** A PostgreSQL database, and how to release it. */
export type Storage = {
  databaseUrl: string;
  description: string;
  /** Whether its data is in the data folder. */
  isLocal: boolean;
  close(): Promise<void>;
};

type Env = Record<string, string | undefined>;

/** The data folder: DATA_DIR, or the user's default. */
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
