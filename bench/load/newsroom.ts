import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { SIGNING_SECRET, SITE } from '../stage/sites.js';
import { htmlOf } from './signed-events.js';

const LIMIT_MS = 120_000;
const POLL_INTERVAL_MS = 100;
const TAKEN = 202;

/** `bench` in its text distinguishes this query from those of the service. */
const STATUSES = `
SELECT count(*)::int AS bench FROM deployment_status
WHERE post_id BETWEEN $1 AND $2 AND status = ANY($3)`;

type Posts = { first: number; count: number };

/** Editors who save and publish, and poll the store for the results. */
export class Newsroom {
  private constructor(
    private readonly client: Client,
    private readonly gatewayUrl: string,
    /** Process id of the connection's own backend. */
    readonly backendPid: number,
  ) {}

  static async open(databaseUrl: string, gatewayUrl: string): Promise<Newsroom> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return new Newsroom(client, gatewayUrl, rows[0]?.pid ?? 0);
  }

  /** The first save of each. */
  async save(posts: Posts): Promise<void> {
    await this.send(posts, { type: 'post.saved', sequence: 1, status: 'draft' });
  }

  async publish(posts: Posts): Promise<void> {
    await this.send(posts, { type: 'post.published', sequence: 2, status: 'publish' });
  }

  /** Resolves when all of them have one of these statuses. */
  async until({ first, count }: Posts, ...statuses: string[]): Promise<void> {
    const deadline = performance.now() + LIMIT_MS;
    for (;;) {
      const values = [first, first + count - 1, statuses];
      const { rows } = await this.client.query<{ bench: number }>(STATUSES, values);
      if (rows[0]?.bench === count) return;
      if (performance.now() > deadline) {
        throw new Error(`Only ${rows[0]?.bench} of ${count} came to be ${statuses.join(' or ')}.`);
      }
      await delay(POLL_INTERVAL_MS);
    }
  }

  async stop(): Promise<void> {
    await this.client.end();
  }

  private async send(
    { first, count }: Posts,
    { type, sequence, status }: { type: string; sequence: number; status: string },
  ): Promise<void> {
    for (let id = first; id < first + count; id += 1) {
      const post = { id, uid: uidOf(id), status, html: htmlOf(id) };
      const body = JSON.stringify(postEvent({ type, sequence, post }));
      const headers = signedHeaders({ secret: SIGNING_SECRET, body });
      const url = eventUrl(this.gatewayUrl, SITE);
      const answer = await fetch(url, { method: 'POST', body, headers });
      await answer.arrayBuffer();
      if (answer.status !== TAKEN) throw new Error(`The gateway responded with ${answer.status}.`);
    }
  }
}

function uidOf(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
}
