import { dataSourceOptions, migrate } from '#event-store';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCKS } from '../../../libs/event-store/src/leases/locks.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

/** The service's statement timeout here, in milliseconds; its migration takes more. */
const LIMIT_MS = 100;

/** TypeORM requires a timestamp in a migration's name. */
class Slow1999999999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('SELECT pg_sleep(1)');
    await queryRunner.query('CREATE TABLE slow ()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE slow');
  }
}

let database: TestDatabase;
let processes: DataSource[];

beforeAll(async () => {
  database = await createTestDatabase();
  const known = dataSourceOptions({ databaseUrl: database.url });
  const limits = { statement_timeout: LIMIT_MS, lock_timeout: LIMIT_MS };
  const options = {
    ...known,
    migrations: [...known.migrations, Slow1999999999999],
    extra: { ...known.extra, ...limits, idle_in_transaction_session_timeout: LIMIT_MS },
  };
  processes = [new DataSource(options), new DataSource(options)];
  for (const one of processes) await one.initialize();
});

afterAll(async () => {
  for (const one of processes ?? []) await one.destroy();
  await database?.drop();
});

describe('a migration that takes longer than any statement may', () => {
  it('ends, is waited for by other processes, and both say so', async () => {
    const logged: string[] = [];
    const options = { logIntervalMs: 50, report: (words: string) => void logged.push(words) };
    await Promise.all(processes.map((one) => migrate(one, options)));
    expect(await processes[0]?.query('SELECT * FROM slow')).toEqual([]);
    expect(logged).toContainEqual(expect.stringMatching(/^Migrating the store.* so far/));
    expect(logged).toContainEqual(expect.stringMatching(/^Another process .* so far/));
  });

  it('is waited for only by a process that needs one of the migrations', async () => {
    const [other, upToDate] = processes as [DataSource, DataSource];
    const holder = other.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migration]);
    const log = (words: string) => expect.unreachable(words);
    await migrate(upToDate, { logIntervalMs: 1, report: log });
    await holder.rollbackTransaction();
    await holder.release();
  });

  it('leaves the limits of everything else as they were', async () => {
    await expect(processes[0]?.query('SELECT pg_sleep(1)')).rejects.toThrow('statement timeout');
  });
});
