import { Client, type ClientConfig } from 'pg';
import { type Limits, asQuery, asStatements } from './limits.js';
import { limitedQuery } from './limited-query.js';
import { noteCertificate } from './certificates.js';
import { parseDatabaseUrl, type DatabaseUrl } from './database-url.js';
import { type Found, NoServer, ask, findServer, forgetServer, unfitness } from './find-server.js';
import { Silence } from './silence.js';

export type StoreClientConfig = Omit<ClientConfig, 'connectionString' | 'host' | 'port'> & {
  /** The value of DATABASE_URL, with one server or several. */
  databaseUrl: string;
};

type Connected = (error: Error | null, client?: Client) => void;

type Query = (...given: unknown[]) => unknown;
/** As a pool and its users call it. */
type Given = [text: unknown, values?: unknown, ...more: unknown[]];

const BEGIN = /^(START TRANSACTION|BEGIN)$/i;
/** Settings of a session, which a pooler rejects or drops at the start of one. */
const OF_SESSION = {
  statement_timeout: false,
  lock_timeout: false,
  idle_in_transaction_session_timeout: false,
  options: undefined,
};

/** After ten seconds without traffic, probed once a second: a server that disappeared is noticed in twenty. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** On top of what a statement may take: the round trip. */
const WAY_MS = 5_000;

/** read_only_sql_transaction: the primary was demoted while we were connected. */
const READ_ONLY = '25006';

/**
 * A connection to the server of DATABASE_URL that accepts writes. The server found is remembered for
 * all connections, until one of them fails or may not write.
 */
export class StoreClient extends Client {
  private readonly databaseUrl: string;
  private readonly parsed: DatabaseUrl;
  private readonly limits: Limits;
  private readonly silence: Silence | undefined;
  private pooled = false;

  constructor({ databaseUrl, ...config }: StoreClientConfig) {
    const parsed = parseDatabaseUrl(databaseUrl);
    super({ ...KEEP_ALIVE, ...config, connectionString: parsed.ofFirst });
    // The user of a connection learns of its end from its query. At other times nobody listens: while a pool opens
    // it, or keeps it. A failing server would then end the process.
    this.on('error', () => undefined);
    this.databaseUrl = databaseUrl;
    this.parsed = parsed;
    this.limits = {
      statement_timeout: config.statement_timeout || 0,
      lock_timeout: config.lock_timeout ?? 0,
      idle_in_transaction_session_timeout: config.idle_in_transaction_session_timeout ?? 0,
    };
    const query = this.query.bind(this) as Query;
    this.query = ((...given: Given) => {
      this.silence?.asked();
      return this.inSession(query, given);
    }) as Client['query'];
    this.silence = this.silenceOf(this.limits);
    this.connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY) this.abandon();
    });
  }

  /** A migration has no time limit. */
  private silenceOf({ statement_timeout: limitMs }: Limits): Silence | undefined {
    if (limitMs === 0) return undefined;
    const silence = new Silence(limitMs + WAY_MS, () => this.abandon());
    this.connection.on('readyForQuery', () => silence.heard());
    this.on('drain', () => silence.over());
    this.on('end', () => silence.over());
    return silence;
  }

  /** With a pooler in between, what is set or prepared in the session may be visible to others. */
  get isPooled(): boolean {
    return this.pooled;
  }

  override connect(): Promise<Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<Client> | void {
    const connected = this.open();
    if (!callback) return connected;
    connected.then(
      () => callback(null, this),
      (error: Error) => callback(error),
    );
  }

  private async open(): Promise<Client> {
    const server = await findServer(this.databaseUrl);
    // The caller that waited for this connection has given up.
    if (this.connection.stream.destroyed) throw new Error('Connection terminated: timeout');
    try {
      return await this.openAt(server);
    } catch (error) {
      forgetServer(this.databaseUrl);
      throw error;
    }
  }

  private async openAt({ host, port, isPooled }: Found): Promise<Client> {
    const { servers, session } = this.parsed;
    this.pooled = isPooled;
    if (isPooled) Object.assign(Reflect.get(this, 'connectionParameters') as object, OF_SESSION);
    if (servers.length > 1) Object.assign(this, { host, port });
    await super.connect();
    noteCertificate(this.databaseUrl, this);
    if (session === 'any') return this;
    const why = unfitness(session, await ask(this));
    if (why === undefined) return this;
    await this.end();
    throw new NoServer(`${host}:${port} ${why}`);
  }

  /** Behind a pooler each transaction sets its limits, in the packet that begins it. */
  private inSession(query: Query, given: Given): unknown {
    const [text, values] = given;
    if (!this.pooled || typeof text !== 'string') return query(...given);
    if (BEGIN.test(text)) return query(`${text}; ${asStatements(this.limits)}`);
    if (this.getTransactionStatus() !== 'I') return query(...given);
    const statement = { text, values: values as unknown[] | undefined };
    return new Promise((resolve, reject) => {
      const answered = (error: Error | undefined, result: unknown) =>
        error ? reject(error) : resolve(result);
      query(limitedQuery(statement, asQuery(this.limits), answered));
    });
  }

  /** After the caller has received the response. */
  private abandon(): void {
    forgetServer(this.databaseUrl);
    setImmediate(() => this.connection.stream.destroy());
  }
}
