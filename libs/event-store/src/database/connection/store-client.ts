import { Client, type ClientConfig } from 'pg';
import { parseDatabaseUrl, type DatabaseUrl } from './database-url.js';
import { type Found, NoServer, ask, findServer, forgetServer, unfitness } from './find-server.js';

export type StoreClientConfig = Omit<ClientConfig, 'connectionString' | 'host' | 'port'> & {
  /** As DATABASE_URL has it, with one server or several. */
  databaseUrl: string;
};

type Connected = (error: Error | null, client?: Client) => void;

/** read_only_sql_transaction: the primary was demoted while we were connected. */
const READ_ONLY = '25006';

/**
 * A connection to the server of DATABASE_URL that takes writes. The server found is remembered for
 * all connections, until one of them fails or is told that it may not write.
 */
export class StoreClient extends Client {
  private readonly databaseUrl: string;
  private readonly parsed: DatabaseUrl;

  constructor({ databaseUrl, ...config }: StoreClientConfig) {
    const parsed = parseDatabaseUrl(databaseUrl);
    super({ ...config, connectionString: parsed.ofFirst });
    this.databaseUrl = databaseUrl;
    this.parsed = parsed;
    this.connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY) this.abandon();
    });
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
    // Who waited for this connection gave up meanwhile.
    if (this.connection.stream.destroyed) throw new Error('Connection terminated: timeout');
    try {
      return await this.openAt(server);
    } catch (error) {
      forgetServer(this.databaseUrl);
      throw error;
    }
  }

  private async openAt({ host, port }: Found): Promise<Client> {
    const { servers, session } = this.parsed;
    if (servers.length > 1) Object.assign(this, { host, port });
    await super.connect();
    if (session === 'any') return this;
    const why = unfitness(session, await ask(this));
    if (why === undefined) return this;
    await this.end();
    throw new NoServer(`${host}:${port} ${why}`);
  }

  /** After the answer has come through to who asked. */
  private abandon(): void {
    forgetServer(this.databaseUrl);
    setImmediate(() => this.connection.stream.destroy());
  }
}
