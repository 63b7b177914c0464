import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** Application name of connections from launchers that use the server. */
const PRESENT = 'newsletter-connector launcher';
const LEAVING = 'newsletter-connector launcher, leaving';

/** Held while a launcher joins or leaves, in the database `postgres`. */
const DOOR_LOCK = 7_302_001;

const CONNECT_TIMEOUT_MS = 3000;
const REJOIN_AFTER_MS = 1000;

/**
 * An idle connection that lasts as long as the process uses the server. It ends with the process in
 * any case, so that the last one to leave is known for certain.
 */
export class Presence {
  private client: Client | undefined;
  private hasLeft = false;

  private constructor(private readonly url: string) {}

  /** Rejects while the server starts or stops: stopping it holds the lock. */
  static async join(url: string): Promise<Presence> {
    const presence = new Presence(url);
    await presence.enter();
    return presence;
  }

  /** `SHOW` of a setting, such as `server_version`. */
  async show(setting: 'server_version' | 'data_directory'): Promise<string> {
    const { rows } = await this.connected().query<Record<string, string>>(`SHOW ${setting}`);
    return rows[0]?.[setting] ?? '';
  }

  async query(sql: string): Promise<void> {
    await this.connected().query(sql);
  }

  /** Leaves; `ifLast` runs if no other launcher is connected, and none can join meanwhile. */
  async leave(ifLast: () => Promise<void>): Promise<void> {
    this.hasLeft = true;
    const client = this.client;
    if (!client) return ifLast();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [DOOR_LOCK]);
      const { rows } = await client.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity
         WHERE application_name = $1 AND pid <> pg_backend_pid()`,
        [PRESENT],
      );
      if (rows[0]?.others === 0) await ifLast();
      else await client.query(`SET application_name = '${LEAVING}'`);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private connected(): Client {
    if (!this.client) throw new Error('The local PostgreSQL is gone.');
    return this.client;
  }

  private async enter(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: PRESENT,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock($1)', [DOOR_LOCK]);
      await client.query('SELECT pg_advisory_unlock($1)', [DOOR_LOCK]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    client.on('end', () => void this.returnLater());
  }

  /** After a crash, the server ends all connections and restarts automatically. */
  private async returnLater(): Promise<void> {
    this.client = undefined;
    while (!this.hasLeft && !this.client) {
      await wait(REJOIN_AFTER_MS, undefined, { ref: false });
      if (!this.hasLeft) await this.enter().catch(() => undefined);
    }
  }
}
