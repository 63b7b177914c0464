import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStore, AppendNotifier, openEventStore } from '#event-store';
import {
  METADATA,
  type World,
  newStream,
  newsletters,
  openWorld,
  synced,
} from './newsletter.testing.js';

const DEADLINE = { timeout: 45_000, interval: 20 };
const LISTENING = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN %'`;

let world: World;
let other: Awaited<ReturnType<typeof openEventStore>>;
let appends: AppendNotifier;
let notifications: number;

beforeEach(async () => {
  world = await openWorld();
  other = await openEventStore({ databaseUrl: world.database.url, poolSize: 2 });
  notifications = 0;
});

afterEach(async () => {
  await appends?.onModuleDestroy();
  await other?.close();
  await world?.close();
});

async function listen(databaseUrl = world.database.url): Promise<void> {
  appends = new AppendNotifier(world.store, databaseUrl);
  appends.on(() => (notifications += 1));
  appends.onApplicationBootstrap();
}

/** It notifies once when it begins to listen: something may have been missed. */
async function heard(): Promise<void> {
  await vi.waitFor(() => expect(notifications).toBeGreaterThan(0), DEADLINE);
}

const append = (store: EventStore) =>
  store.change(newsletters(), newStream().id, () => [synced], { metadata: METADATA });

describe('a caller that waits for appends', () => {
  it('is woken by an append of another process', async () => {
    await listen();
    await heard();
    const before = notifications;
    await append(other.store);
    await vi.waitFor(() => expect(notifications).toBe(before + 1), DEADLINE);
  });

  it('is woken once by an append here', async () => {
    await listen();
    await heard();
    const before = notifications;
    await append(world.store);
    // Notifications arrive in order: the other one's comes after that of our own append.
    await append(other.store);
    await vi.waitFor(() => expect(notifications).toBe(before + 2), DEADLINE);
  });

  it('is woken again after the listening connection was lost', async () => {
    await listen();
    await heard();
    const [{ pid } = { pid: 0 }] = await world.sql<{ pid: number }>(LISTENING);
    await world.sql('SELECT pg_terminate_backend($1)', [pid]);
    await vi.waitFor(async () => {
      const [now] = await world.sql<{ pid: number }>(LISTENING);
      expect(now && now.pid !== pid).toBe(true);
    }, DEADLINE);
    const before = notifications;
    await append(other.store);
    await vi.waitFor(() => expect(notifications).toBeGreaterThan(before), DEADLINE);
  });

  it('is woken by appends here if it cannot listen', async () => {
    await listen('postgres://nobody@127.0.0.1:1/nothing');
    await append(world.store);
    expect(notifications).toBe(1);
  });

  it('is woken by a process of a release before this one', async () => {
    await listen();
    await heard();
    const before = notifications;
    await other.dataSource.transaction(async (tx) => {
      const [{ id } = { id: '' }] = await tx.query<{ id: string }[]>(
        `INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
           recorded_at)
         VALUES (gen_random_uuid(), 'deployment', $1, 1, 'SyncRequested', 1, '{}',
           '{"actor": {"kind": "service"}}', now()) RETURNING id`,
        [newStream().id],
      );
      await tx.query('SELECT number_events($1::uuid[])', [[id]]);
    });
    await vi.waitFor(() => expect(notifications).toBe(before + 1), DEADLINE);
  });
});
