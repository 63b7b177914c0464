import { setTimeout as delay } from 'node:timers/promises';
import { findServer } from '../database/connection/find-server.js';
import { StoreClient } from '../database/connection/store-client.js';
import { APPENDED } from './channel.js';

const AGAIN_MS = 500;
const AGAIN_CEILING_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Receives PostgreSQL's notifications of appends on a separate connection. Lost, it is opened again. Behind a
 * pooler, whose sessions are not ours, none is opened: do not rely on it.
 */
export class Notifications {
  private readonly closing = new AbortController();
  private client: StoreClient | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;

  /** `hear` gets the payload; nothing if something may have been missed. */
  constructor(
    private readonly databaseUrl: string,
    private readonly hear: (payload?: string) => void,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    if (this.client) hangUp(this.client);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.listen().catch(() => undefined);
      const ms = Math.min(AGAIN_CEILING_MS, AGAIN_MS * 2 ** this.failures);
      this.failures += 1;
      await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** For as long as the connection lives. */
  private async listen(): Promise<void> {
    const { databaseUrl } = this;
    if ((await findServer(databaseUrl)).isPooled) return;
    const client = new StoreClient({
      databaseUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'omeda-newsletter-connector',
    });
    this.client = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    if (this.closing.signal.aborted) return;
    try {
      client.on('notification', ({ payload }) => this.hear(payload));
      await client.connect();
      await Promise.race([client.query(`LISTEN ${APPENDED}`), ended]);
      this.failures = 0;
      this.hear();
      if (!this.closing.signal.aborted) await ended;
    } finally {
      hangUp(client);
    }
  }
}

/** Sends no goodbye: it would wait for a response, and a server that is gone gives none. */
function hangUp(client: StoreClient): void {
  client.connection.stream.destroy();
}
