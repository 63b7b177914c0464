import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** As long as a report or a backup of one table may take, in milliseconds. */
const OPEN_MS = 1_000;

/** Runs while another program writes to the server, in transactions of one second each. */
export async function behindForeign<T>(databaseUrl: string, run: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  let isOver = false;
  const foreign = (async () => {
    while (!isOver) {
      await client.query('BEGIN');
      await client.query('SELECT pg_current_xact_id()');
      await delay(OPEN_MS);
      await client.query('COMMIT');
    }
  })();
  try {
    return await run();
  } finally {
    isOver = true;
    await foreign;
    await client.end();
  }
}
