import { createHash } from 'node:crypto';

type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => Promise<unknown>;

/** The driver's interface of a connection, as far as it is used here. */
type Connection = { query: Query };

const NAMES = new Map<string, string>();

/** PostgreSQL's limit is 63 bytes. */
const NAME_CHARS = 32;

/**
 * A pooler gave us another server connection, which does not know the name (26000) or knows it
 * already (42P05); or a migration changed what the statement returns (0A000).
 */
const NOT_PREPARED = new Set(['26000', '42P05', '0A000']);

/** A statement that each connection plans once: planning these takes longer than running them. */
export function prepared(sql: string): string {
  NAMES.set(sql, createHash('sha256').update(sql).digest('hex').slice(0, NAME_CHARS));
  return sql;
}

/** Has a new connection run `prepared` statements by name, and unprepared where that does not work. */
export function prepareStatements(connection: Connection): void {
  const query = connection.query.bind(connection);
  let isUsable = true;
  connection.query = async (text, values, ...rest) => {
    const name = typeof text === 'string' && isUsable ? NAMES.get(text) : undefined;
    if (name === undefined) return query(text, values, ...rest);
    try {
      return await query({ name, text, values });
    } catch (error) {
      if (!NOT_PREPARED.has(String((error as { code?: unknown }).code))) throw error;
      isUsable = false;
      return query(text, values);
    }
  };
}
