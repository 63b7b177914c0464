import { Pool } from 'pg';

function poolOf(databaseUrl: string, connections: number): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: connections });
  // It ends before its connections are gone, and the database is dropped right after.
  return pool.on('error', () => undefined);
}

/** How many of these webhook-ids the store has: as an answer that is kept, and as an event. */
export async function countStored(databaseUrl: string, webhookIds: string[]) {
  const pool = poolOf(databaseUrl, 1);
  try {
    const receipts = await pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM webhook_receipt WHERE webhook_id = ANY($1)',
      [webhookIds],
    );
    const events = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM event
       WHERE type = 'PostReceived' AND metadata->>'causationId' = ANY($1)`,
      [webhookIds],
    );
    return { receipts: receipts.rows[0]?.count ?? 0, events: events.rows[0]?.count ?? 0 };
  } finally {
    await pool.end();
  }
}

/**
 * Writes so many rows of a size into a bare table, one in each transaction, over as many connections as
 * a gateway has. @returns seconds.
 */
export async function bareInserts(
  databaseUrl: string,
  { count, bytes }: { count: number; bytes: number },
) {
  const connections = 10;
  const pool = poolOf(databaseUrl, connections);
  try {
    await pool.query('CREATE TABLE bare (id bigserial PRIMARY KEY, body text NOT NULL)');
    const body = 'x'.repeat(bytes);
    let left = count;
    const started = performance.now();
    const writeOn = async () => {
      while (left > 0) {
        left -= 1;
        await pool.query('INSERT INTO bare (body) VALUES ($1)', [body]);
      }
    };
    await Promise.all(Array.from({ length: connections }, writeOn));
    return (performance.now() - started) / 1000;
  } finally {
    await pool.query('DROP TABLE IF EXISTS bare');
    await pool.end();
  }
}
