import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const LIMIT_MS = 120_000;
const POLL_INTERVAL_MS = 50;

const LAG = `
SELECT coalesce((SELECT max(position) FROM event), 0)
  <= coalesce((SELECT position FROM lease WHERE name = 'relay'), 0) AS done`;

/** Resolves when everything that was appended is at the broker. */
export async function untilRelayed(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const deadline = performance.now() + LIMIT_MS;
    for (;;) {
      const { rows } = await client.query<{ done: boolean }>(LAG);
      if (rows[0]?.done) return;
      if (performance.now() > deadline) throw new Error('The relay never came to the end.');
      await delay(POLL_INTERVAL_MS);
    }
  } finally {
    await client.end();
  }
}
