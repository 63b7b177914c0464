import { StoreClient, StoreUnavailable, openEventStore } from '#event-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';

let database: TestDatabase;
let proxy: TcpProxy;
let databaseUrl: string;

beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await openTcpProxy(database.url);
  databaseUrl = `${proxy.url}?target_session_attrs=read-write`;
});

afterEach(async () => {
  await proxy.close();
  await database.drop();
});

/** An error event without a listener ends the process, and Vitest reports it. */
describe('a primary that is lost while a new connection checks whether it accepts writes', () => {
  it('is an error for the caller of that connection, and for no other', async () => {
    const known = new StoreClient({ databaseUrl });
    await known.connect();
    await known.end();
    proxy.cutAt('pg_is_in_recovery');
    const client = new StoreClient({ databaseUrl });
    await expect(client.connect()).rejects.toThrow('Connection terminated unexpectedly');
  });

  it('is the same for users of a pool', async () => {
    const opened = await openEventStore({ databaseUrl });
    proxy.cutAt('pg_is_in_recovery');
    const reads = [1, 2, 3].map(() => opened.store.now());
    const outcomes = await Promise.allSettled(reads);
    const errors = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error).toBeInstanceOf(StoreUnavailable);
    await opened.close();
  });
});
