import {
  AppendNotifier,
  type EventStore,
  StoreUnavailable,
  openEventStore,
  serversOf,
} from '#event-store';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PairNode, startPair } from '../../setup/postgres-pair.js';
import { METADATA, newStream, newsletters, synced } from './newsletter.testing.js';

const DEADLINE = { timeout: 90_000, interval: 50 };
const ENOUGH = 40;

type Opened = Awaited<ReturnType<typeof openEventStore>>;

let primary: PairNode;
let standby: PairNode;
let databaseUrl: string;
let opened: Opened;
let other: Opened;

beforeAll(async () => {
  ({ primary, standby } = await startPair());
  // The standby first: a client that takes the first server that responds cannot write.
  const servers = `127.0.0.1:${standby.port},127.0.0.1:${primary.port}`;
  databaseUrl = `postgres://connector@${servers}/newsletters?target_session_attrs=read-write`;
  opened = await openEventStore({ databaseUrl });
  other = await openEventStore({ databaseUrl, poolSize: 2 });
});

afterAll(async () => {
  await opened?.close();
  await other?.close();
  await primary?.remove();
  await standby?.remove();
});

async function append({ store }: { store: EventStore }): Promise<string> {
  const { id } = newStream();
  await store.change(newsletters(), id, () => [synced], { metadata: METADATA });
  return id;
}

/** Appends without pause until it is stopped, whatever happens; confirmed ones are in `ids`. */
function appending() {
  const ids: string[] = [];
  const faults: unknown[] = [];
  let isOver = false;
  const one = async () => {
    while (!isOver) {
      await append(opened).then(
        (id) => ids.push(id),
        (error: unknown) => faults.push(error),
      );
    }
  };
  const writers = [one(), one(), one(), one()];
  const stop = async () => {
    isOver = true;
    await Promise.all(writers);
  };
  return { ids, faults, stop };
}

async function ask<T>(node: PairNode, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: node.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('a primary with a synchronous standby', () => {
  it('is found although it is the second in the URL', async () => {
    const all = `127.0.0.1:${standby.port}, 127.0.0.1:${primary.port}`;
    expect(serversOf(opened.dataSource)).toBe(`127.0.0.1:${primary.port} (of ${all})`);
  });

  it('may lose its rights at any moment: what is refused as read-only goes elsewhere', async () => {
    const { dataSource } = other;
    await dataSource.query('SET default_transaction_read_only = on');
    await vi.waitFor(async () => {
      await dataSource.query('SET default_transaction_read_only = on');
      await expect(append(other)).rejects.toThrow(StoreUnavailable);
    }, DEADLINE);
    await vi.waitFor(() => append(other), DEADLINE);
  });

  it('is killed, the standby is promoted: all connect to it, and nothing confirmed is lost', async () => {
    let notifications = 0;
    const appends = new AppendNotifier(other.store, databaseUrl);
    appends.on(() => (notifications += 1));
    appends.onApplicationBootstrap();
    const { ids, faults, stop } = appending();
    await vi.waitFor(() => expect(ids.length).toBeGreaterThan(ENOUGH), DEADLINE);
    await primary.kill();
    await standby.promote();
    const before = ids.length;
    await vi.waitFor(() => expect(ids.length).toBeGreaterThan(before + ENOUGH), DEADLINE);
    await stop();
    for (const error of faults) expect(error).toBeInstanceOf(StoreUnavailable);
    for (const id of ids) {
      expect((await opened.store.read({ category: 'deployment', id })).version).toBe(1);
    }
    await vi.waitFor(async () => {
      const heard = notifications;
      await append(opened);
      await vi.waitFor(() => expect(notifications).toBeGreaterThan(heard), { timeout: 2_000 });
    }, DEADLINE);
    await appends.onModuleDestroy();
  });

  it('comes back read-only, and nobody writes to it', async () => {
    await primary.follow(standby);
    await ask(
      standby,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'omeda-newsletter-connector'`,
    );
    const id = await vi.waitFor(() => append(opened), DEADLINE);
    expect(serversOf(opened.dataSource)).toMatch(`127.0.0.1:${standby.port} (of `);
    const started = await openEventStore({ databaseUrl });
    await append(started);
    await started.close();
    await vi.waitFor(async () => {
      const found = await ask(primary, `SELECT FROM event WHERE stream_id = '${id}'`);
      expect(found).toHaveLength(1);
    }, DEADLINE);
    expect(await ask(primary, 'SELECT pg_is_in_recovery() AS standby')).toEqual([
      { standby: true },
    ]);
  });

  it('is named if no server accepts writes', async () => {
    const url = `postgres://connector@127.0.0.1:${primary.port},127.0.0.1:1/newsletters`;
    const refused = openEventStore({ databaseUrl: url });
    await expect(refused).rejects.toThrow(StoreUnavailable);
    await expect(refused).rejects.toMatchObject({
      cause: { message: expect.stringContaining(`127.0.0.1:${primary.port} is read-only; 127.0`) },
    });
  });
});
