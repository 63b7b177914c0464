import { StoreUnavailable, openEventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';
import { METADATA, newStream, newsletters, synced } from './newsletter.testing.js';

let database: TestDatabase;
let proxy: TcpProxy;
let opened: Awaited<ReturnType<typeof openEventStore>>;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await openTcpProxy(database.url);
  opened = await openEventStore({ databaseUrl: proxy.url, statementTimeoutMs: 500 });
});

afterAll(async () => {
  await opened?.close();
  await proxy?.close();
  await database?.drop();
});

const append = () =>
  opened.store.change(newsletters(), newStream().id, () => [synced], { metadata: METADATA });

describe('a database server that disappears silently', () => {
  it('is unavailable for its callers, and the next ones get a new connection', async () => {
    const { store } = opened;
    await Promise.all([append(), append(), store.now()]);
    proxy.freeze();
    const asked = [append(), append(), append(), store.now()];
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) as object });
    }
    await append();
    expect(await store.now()).toMatch(/^\d{4}-/);
  });

  it('is distinguished from a slow one: a statement that takes too long has its own error', async () => {
    const slow = opened.dataSource.query('SELECT pg_sleep(60)');
    await expect(slow).rejects.toThrow('statement timeout');
    await append();
  });
});
