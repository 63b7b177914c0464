import { randomBytes } from 'node:crypto';
import {
  AppendNotifier,
  StoreUnavailable,
  examineStore,
  openEventStore,
  rebuildProjections,
} from '#event-store';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { execute } from '../../setup/database.js';
import { type PgBouncer, startPgBouncer } from '../../setup/pgbouncer.js';
import { METADATA, newStream, newsletters, synced } from './newsletter.testing.js';

const { serverUrl, template } = inject('postgres');

type Opened = Awaited<ReturnType<typeof openEventStore>>;

/** As many servers as an operator configures: fewer than there are clients. */
const FEW = 'default_pool_size = 4';
/** For operators who cannot let PgBouncer accept our settings. */
const IGNORED =
  'ignore_startup_parameters = statement_timeout,lock_timeout,idle_in_transaction_session_timeout,options,extra_float_digits';

/** Locks of this database that no transaction holds any more. */
const LEFT = `SELECT objid FROM pg_locks JOIN pg_database ON pg_database.oid = database
  WHERE locktype = 'advisory' AND datname = current_database()`;

describe.each([
  ['transaction', [FEW]],
  ['session', ['default_pool_size = 40']],
  ['transaction', [FEW, IGNORED]],
] as const)('behind PgBouncer in %s mode (%s)', (mode, extra) => {
  const name = `${template}_bouncer_${randomBytes(4).toString('hex')}`;
  let bouncer: PgBouncer;
  let databaseUrl: string;
  let opened: Opened;

  beforeAll(async () => {
    await execute(serverUrl, `CREATE DATABASE ${name}`);
    bouncer = await startPgBouncer(serverUrl, mode, extra);
    databaseUrl = Object.assign(new URL(bouncer.url), { pathname: `/${name}` }).href;
  });

  afterAll(async () => {
    await bouncer?.close();
    await execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  beforeEach(async () => {
    opened = await openEventStore({ databaseUrl });
  });

  afterEach(() => opened?.close());

  /** Past the pooler. */
  async function direct<T>(sql: string): Promise<T[]> {
    const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` });
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

  async function append({ store }: Opened = opened, id = newStream().id): Promise<number> {
    const made = await store.change(newsletters(), id, () => [synced], { metadata: METADATA });
    return made.version;
  }

  it('several processes start at once on an empty database, and no lock is left behind', async () => {
    const starts = [1, 2, 3].map(() => openEventStore({ databaseUrl, poolSize: 3 }));
    const processes = await Promise.all(starts);
    await Promise.all(processes.map((one) => one.close()));
    expect(await direct(LEFT)).toEqual([]);
  });

  it('many append at once, and nothing is prepared by name', async () => {
    const { id } = newStream();
    const versions = await Promise.all(Array.from({ length: 20 }, () => append(opened, id)));
    expect(versions.toSorted((a, b) => a - b)).toEqual(
      versions.map((_version, index) => index + 1),
    );
    expect(await opened.dataSource.query('SELECT name FROM pg_prepared_statements')).toEqual([]);
  });

  it('each statement and each transaction has its limits, and leaves none to others', async () => {
    const shown = `SELECT current_setting('lock_timeout') AS lock,
      current_setting('statement_timeout') AS statement, current_setting('jit') AS jit`;
    const limited = [{ lock: '15s', statement: '30s', jit: 'off' }];
    expect(await opened.dataSource.query(shown)).toEqual(limited);
    expect(await opened.dataSource.transaction((tx) => tx.query(shown))).toEqual(limited);
    expect((await examineStore(opened.dataSource, 60_000)).isLimited).toBe(true);
    const other = new Client({ connectionString: databaseUrl });
    await other.connect();
    const { rows } = await other.query(shown);
    await other.end();
    expect(rows).toEqual([{ lock: '0', statement: '0', jit: 'on' }]);
  });

  it('a statement that takes too long is ended', async () => {
    const { dataSource } = opened;
    await dataSource.destroy();
    const { options } = dataSource as unknown as { options: { extra: object } };
    const extraOptions = { ...options.extra, statement_timeout: 50 };
    dataSource.setOptions({ extra: extraOptions } as never);
    await dataSource.initialize();
    await expect(dataSource.query('SELECT pg_sleep(20)')).rejects.toThrow('statement timeout');
    await expect(dataSource.query('SELECT pg_sleep($1)', [20])).rejects.toThrow('timeout');
    await expect(dataSource.transaction((tx) => tx.query('SELECT pg_sleep(20)'))).rejects.toThrow(
      'statement timeout',
    );
    expect(await dataSource.query('SELECT $1::int AS n', [7])).toEqual([{ n: 7 }]);
  });

  it('an append waits for the feed no longer than its limit', async () => {
    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN; SELECT pg_advisory_xact_lock(7301984)');
    const { dataSource } = opened;
    await dataSource.destroy();
    const { options } = dataSource as unknown as { options: { extra: object } };
    dataSource.setOptions({ extra: { ...options.extra, lock_timeout: 100 } } as never);
    await dataSource.initialize();
    await expect(append()).rejects.toThrow(StoreUnavailable);
    await holder.end();
  });

  it('projections are rebuilt, and no lock is left behind', async () => {
    await append();
    const [rebuilt] = await rebuildProjections(opened.dataSource, [newsletters()]);
    expect(rebuilt?.streams).toBeGreaterThan(0);
    expect(await direct(LEFT)).toEqual([]);
  });

  it('no process listens on a shared session; waiting callers poll', async () => {
    const appends = new AppendNotifier(opened.store, databaseUrl);
    let notifications = 0;
    appends.on(() => (notifications += 1));
    appends.onApplicationBootstrap();
    await append();
    await appends.onModuleDestroy();
    expect(notifications).toBe(1);
    const listening = `SELECT FROM pg_stat_activity WHERE datname = '${name}' AND query LIKE 'LISTEN%'`;
    expect(await direct(listening)).toEqual([]);
  });
});
