import type { Opened } from './bench.js';
import { type Postgres, openPostgres, query } from './postgres.js';

/** All that clients of the database asked, BEGIN and COMMIT included, except what the bench did. */
const ASKED = `
FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND query NOT LIKE '%bench%' AND query NOT LIKE '%pg_stat_statements%'`;

const SHOWN = 12;
const SHOWN_CHARACTERS = 110;

type Counting = { postgres: Postgres; databaseUrl: string };

/** A database whose statements are counted. @throws Error if PostgreSQL does not have pg_stat_statements. */
export async function openCounting(own: Opened): Promise<Counting> {
  const opening = openPostgres({ shared_preload_libraries: 'pg_stat_statements' });
  const postgres = await own.add(
    opening.then((opened) => ({ ...opened, stop: () => opened.close() })),
  );
  const databaseUrl = await postgres.createDatabase();
  await query(databaseUrl, 'CREATE EXTENSION pg_stat_statements');
  return { postgres, databaseUrl };
}

export async function forgetStatements(databaseUrl: string): Promise<void> {
  await query(databaseUrl, 'SELECT pg_stat_statements_reset()');
}

export async function statementsOf(databaseUrl: string): Promise<number> {
  const sql = `SELECT coalesce(sum(calls), 0)::int AS count ${ASKED}`;
  const [row] = await query<{ count: number }>(databaseUrl, sql);
  return row?.count ?? 0;
}

/** Lines for reducing them: how often for each newsletter, for how long, and what. */
export async function mostFrequent(databaseUrl: string, newsletters: number): Promise<string[]> {
  const rows = await query<{ calls: number; ms: number; query: string }>(
    databaseUrl,
    `SELECT calls::int AS calls, total_exec_time AS ms, query ${ASKED}
     ORDER BY calls DESC LIMIT ${SHOWN}`,
  );
  return rows.map(({ calls, ms, query: text }) => {
    const each = (calls / newsletters).toFixed(1).padStart(6);
    const mean = (ms / calls).toFixed(2).padStart(7);
    return `${each} × ${mean} ms  ${text.replaceAll(/\s+/g, ' ').slice(0, SHOWN_CHARACTERS)}`;
  });
}
