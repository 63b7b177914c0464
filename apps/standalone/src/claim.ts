import { realpathSync } from 'node:fs';
import { Client } from 'pg';

/** The second key is a hash of the data folder. */
const LOCK = 7_302_002;
const NAME = 'newsletter-connector npm start';

/** Another process uses the data folder. */
class DataDirTaken extends Error {
  override name = 'DataDirTaken';
}

/**
 * Locks a data folder for this process until it closes or ends: a second process would start a second sandbox, which
 * knows none of the first one's newsletters. @throws DataDirTaken with the id of the process that has it.
 */
export async function claimDataDir(databaseUrl: string, dataDir: string) {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: `${NAME} ${process.pid}`,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const key = [LOCK, realpathSync(dataDir)];
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock($1::int, hashtext($2)) AS mine',
    key,
  );
  if (rows[0]?.mine) return { close: () => client.end() };
  const holder = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND granted
       AND classid::int = $1 AND objid = (hashtext($2)::bigint & 4294967295)::oid`,
    key,
  );
  await client.end();
  const pid = holder.rows[0]?.name.slice(NAME.length + 1) ?? 'unknown';
  throw new DataDirTaken(
    `Another npm start (process ${pid}) is using ${dataDir}. Stop it, or set DATA_DIR to a different folder.`,
  );
}
