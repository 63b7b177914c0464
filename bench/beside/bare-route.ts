import { Pool } from 'pg';
import { openBareNest } from '../stage/bare-nest.js';
import { servePart } from '../stage/serve-part.js';

const pool = new Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 10 });

async function open(): Promise<string> {
  await pool.query(
    'CREATE TABLE received (id bigserial PRIMARY KEY, webhook_id text NOT NULL, body jsonb NOT NULL)',
  );
  return openBareNest(async ({ webhookId, body }) => {
    const { rows } = await pool.query<{ id: string }>(
      'INSERT INTO received (webhook_id, body) VALUES ($1, $2) RETURNING id',
      [webhookId, JSON.stringify(body)],
    );
    return { id: rows[0]?.id };
  });
}

servePart({ open });
