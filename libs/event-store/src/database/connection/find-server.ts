import { Client } from 'pg';
import { type Server, type Session, nameOf, parseDatabaseUrl } from './database-url.js';

/** A server that was tried. */
export type Found = Server & {
  /** A pooler such as PgBouncer is in between: sessions there are not exclusively ours. */
  isPooled: boolean;
};

/** None of the servers of DATABASE_URL is usable. The code is PostgreSQL's for a failed connection. */
export class NoServer extends Error {
  override name = 'NoServer';
  readonly code = '08001';
}

/** Less than a pool waits for a connection. */
const ASK_TIMEOUT_MS = 3_000;
/** Wrong user, password, or database: report that, whatever the other servers say. */
const REFUSED = /^(28|3D)/;

const ASK = `SELECT pg_backend_pid() AS pid, pg_is_in_recovery() AS "isStandby",
  current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;

export type Answer = { pid: number; isStandby: boolean; isReadOnly: boolean };

/** By URL, for all connections of the process, as long as it works. */
const found = new Map<string, Promise<Found>>();
const inUse = new Map<string, Found>();

/** The server for writes. @throws NoServer, or the error of a lone server. */
export function findServer(databaseUrl: string): Promise<Found> {
  const known = found.get(databaseUrl);
  if (known) return known;
  const search = searched(databaseUrl);
  found.set(databaseUrl, search);
  search.then(
    (server) => inUse.set(databaseUrl, server),
    () => forgetServer(databaseUrl, search),
  );
  return search;
}

/** The next connection tries all servers again. */
export function forgetServer(databaseUrl: string, search = found.get(databaseUrl)): void {
  if (found.get(databaseUrl) === search) found.delete(databaseUrl);
}

/** Which server was found last; undefined before the first. */
export function serverInUse(databaseUrl: string): Found | undefined {
  return inUse.get(databaseUrl);
}

/** Why a server with this response cannot be used; undefined if it can. */
export function unfitness(session: Session, { isStandby, isReadOnly }: Answer): string | undefined {
  if (session === 'any') return undefined;
  if (session === 'primary') return isStandby ? 'is a standby' : undefined;
  return isReadOnly ? 'is read-only' : undefined;
}

export async function ask(client: Client): Promise<Answer> {
  const { rows } = await client.query<Answer>(ASK);
  if (!rows[0]) throw new Error('The server returned nothing.');
  return rows[0];
}

/** All are tried at once, so that a frozen one costs no time. */
async function searched(databaseUrl: string): Promise<Found> {
  const { servers, session, ofFirst } = parseDatabaseUrl(databaseUrl);
  const answers = servers.map((server) =>
    examined(server, { isOneOfSeveral: servers.length > 1, session, ofFirst }),
  );
  try {
    // If several qualify, the first one of the list is used.
    if (session === 'any') return await firstOf(answers);
    return await Promise.any(answers);
  } catch {
    throw await reason(answers, servers);
  }
}

async function firstOf(answers: Promise<Found>[]): Promise<Found> {
  for (const answer of await Promise.allSettled(answers)) {
    if (answer.status === 'fulfilled') return answer.value;
  }
  throw new NoServer('No server responds.');
}

type Asked = { isOneOfSeveral: boolean; session: Session; ofFirst: string };

async function examined(server: Server, { isOneOfSeveral, session, ofFirst }: Asked) {
  const client = new Client({
    connectionString: ofFirst,
    connectionTimeoutMillis: ASK_TIMEOUT_MS,
    query_timeout: ASK_TIMEOUT_MS,
    application_name: 'omeda-newsletter-connector',
  });
  client.on('error', () => undefined);
  if (isOneOfSeveral) Object.assign(client, server);
  try {
    await client.connect();
    const answer = await ask(client);
    const why = unfitness(session, answer);
    if (why !== undefined) throw new NoServer(why);
    // A pooler assigns its own process ids.
    return { ...server, isPooled: Reflect.get(client, 'processID') !== answer.pid };
  } finally {
    client.end().catch(() => undefined);
  }
}

async function reason(answers: Promise<Found>[], servers: Server[]): Promise<unknown> {
  const settled = await Promise.allSettled(answers);
  const errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  const refused = errors.find((error) => REFUSED.test(String(Reflect.get(error, 'code'))));
  if (refused) return refused;
  if (errors.length === 1 && !(errors[0] instanceof NoServer)) return errors[0];
  const words = errors.map((error, index) => {
    const name = nameOf(servers[index] as Server);
    return error instanceof NoServer ? `${name} ${error.message}` : `${name}: ${error.message}`;
  });
  return new NoServer(`no server takes writes: ${words.join('; ')}`);
}
