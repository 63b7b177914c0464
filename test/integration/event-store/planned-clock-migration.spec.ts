import { afterAll, beforeAll, expect, it } from 'vitest';
import { FormerStore } from './former-store.testing.js';

const JUMP_MS = 3_600_000;

let store: FormerStore;

beforeAll(async () => {
  store = await FormerStore.before('PlannedClock1797350000000');
  await store.source.query('UPDATE clock SET jumps_ms = $1', [JUMP_MS]);
  await store.upgradeByOne();
});

afterAll(() => store?.close());

async function clock() {
  const [row] = await store.source.query<[{ bridgedMs: number; language: string }]>(
    `SELECT round(extract(epoch FROM server_clock() - connector_now()))::int * 1000 AS "bridgedMs",
      (SELECT lanname FROM pg_language WHERE oid = prolang) AS language
     FROM pg_proc WHERE proname = 'connector_now'`,
  );
  return row;
}

it('a store of the release before keeps a bridged jump, and plans its clock once', async () => {
  expect(await clock()).toEqual({ bridgedMs: JUMP_MS, language: 'plpgsql' });
});

it('follows a server whose clock is replaced later in the same session', async () => {
  await store.source.transaction(async (tx) => {
    await tx.query('SELECT connector_now()');
    await tx.query(
      `CREATE OR REPLACE FUNCTION server_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS $$ SELECT timestamptz '2031-01-01 00:00:00Z' $$`,
    );
    const [row] = await tx.query<{ now: Date }[]>('SELECT connector_now() AS now');
    expect(row?.now.toISOString()).toBe('2030-12-31T23:00:00.000Z');
  });
});

it('goes back to the release before', async () => {
  await store.source.undoLastMigration();
  expect(await clock()).toMatchObject({ language: 'sql' });
});
