import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { LOCKS } from '../leases/locks.js';

const LOG_INTERVAL_MS = 10_000;
const VERSION = "SELECT current_setting('server_version_num')::int AS version";

export type MigrateOptions = {
  /** How often progress of a long task is logged, in milliseconds. */
  logIntervalMs?: number;
  report?: (words: string) => void;
};

/** As in `server_version_num`: 140004 is 14.4. */
export const OLDEST_SERVER = 140_000;

/** undefined_table: the first migration has yet to run. */
const NO_TABLE = '42P01';

/**
 * Brings the schema up to date; one of several processes does, and the others wait for it. It waits for a rebuild, too.
 * None has a time limit: a migration may take an hour. @throws StoreUnavailable; Error if the server is too old.
 */
export async function migrate(dataSource: DataSource, options: MigrateOptions = {}): Promise<void> {
  if (await guarded(() => isUpToDate(dataSource))) return;
  const [server] = await guarded(() => dataSource.query<{ version: number }[]>(VERSION));
  checkServer(server?.version ?? 0);
  const patient = withoutLimits(dataSource);
  await guarded(() => patient.initialize());
  const holder = patient.createQueryRunner();
  try {
    // Its transaction holds the lock: a session may belong to a pooler, and outlive us.
    await guarded(() => holder.startTransaction());
    const lock = () => holder.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migration]);
    await withProgress(
      'Another process is migrating the store, or rebuilding its status',
      lock,
      options,
    );
    const run = () => patient.runMigrations({ transaction: 'each' });
    await withProgress('Migrating the store', run, options);
  } finally {
    await holder.rollbackTransaction().catch(() => undefined);
    await holder.release();
    await patient.destroy();
  }
}

/** @throws Error with the cure. */
export function checkServer(version: number): void {
  if (version >= OLDEST_SERVER) return;
  const [is, oldest] = [version, OLDEST_SERVER].map((one) => Math.floor(one / 10_000));
  throw new Error(
    `PostgreSQL ${is} is too old. Use PostgreSQL ${oldest} or newer; nothing was changed in the database.`,
  );
}

/** One query, so that a start with nothing to migrate opens no further connections. */
async function isUpToDate(dataSource: DataSource): Promise<boolean> {
  const applied = await dataSource
    .query<{ name: string }[]>('SELECT name FROM migration')
    .catch((error: { code?: string }) => {
      if (error.code === NO_TABLE) return [];
      throw error;
    });
  const names = new Set(applied.map(({ name }) => name));
  return dataSource.migrations.every(({ name, constructor }) =>
    names.has(name ?? constructor.name),
  );
}

/** The same database, without a limit for statements. */
function withoutLimits({ options }: DataSource): DataSource {
  const { extra } = options as { extra: object };
  const unlimited = {
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  };
  return new DataSource({ ...options, extra: { ...extra, ...unlimited, max: 2 } } as never);
}

/** Does the work, and regularly logs that it is running. */
async function withProgress<T>(
  what: string,
  work: () => Promise<T>,
  { logIntervalMs = LOG_INTERVAL_MS, report = logged }: MigrateOptions,
): Promise<T> {
  const startedAtMs = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
    report(`${what}: ${seconds} s so far. Do not stop it.`);
  }, logIntervalMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function logged(words: string): void {
  new Logger('EventStore').log(words);
}
