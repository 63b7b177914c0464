import { Pool } from 'pg';

/** How many of these webhook-ids the store has: as a stored response, and as an event. */
export async function countStored(databaseUrl: string, webhookIds: string[]) {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  // It ends before its connection is closed, and the database is dropped right after.
  pool.on('error', () => undefined);
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
