import { brandProjection, deploymentProjection } from '#deployment';
import { dataSourceOptions, migrate, rebuildProjections } from '#event-store';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCKS } from '../../../libs/event-store/src/leases/locks.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

/** TypeORM requires a timestamp in a migration's name. */
class Adding1999999999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE deployment_status ADD COLUMN added text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE deployment_status DROP COLUMN added');
  }
}

const projections = [deploymentProjection(), brandProjection];

let database: TestDatabase;
/** A process of this release, and one of the next. */
let present: DataSource;
let next: DataSource;

beforeEach(async () => {
  database = await createTestDatabase();
  const options = dataSourceOptions({ databaseUrl: database.url });
  present = new DataSource(options);
  next = new DataSource({ ...options, migrations: [...options.migrations, Adding1999999999999] });
  await Promise.all([present.initialize(), next.initialize()]);
});

afterEach(async () => {
  await Promise.all([present.destroy(), next.destroy()]);
  await database.drop();
});

/** Runs SQL in a transaction, which lasts until the returned function is called. */
async function holding(sql: string, parameters: unknown[] = []): Promise<() => Promise<void>> {
  const holder = next.createQueryRunner();
  await holder.startTransaction();
  await holder.query(sql, parameters);
  return async () => {
    await holder.rollbackTransaction();
    await holder.release();
  };
}

async function untilSomebodyWaits(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(() => next.query(waiting), { timeout: 30_000 }).not.toEqual([]);
}

describe('a rebuild and a migration at the same time', () => {
  it('the migration waits, says so, and what it adds stays', async () => {
    const release = await holding('LOCK TABLE event IN ACCESS EXCLUSIVE MODE');
    const rebuilding = rebuildProjections(present, projections);
    await untilSomebodyWaits();
    let heard = (_words: string) => {};
    const logged = new Promise<string>((resolve) => (heard = resolve));
    const migrating = migrate(next, { logIntervalMs: 50, report: (words) => heard(words) });
    expect(await Promise.race([logged, migrating])).toMatch(/^Another process .*rebuild.* so far/);
    await release();
    await Promise.all([rebuilding, migrating]);
    expect(await next.query('SELECT added FROM deployment_status')).toEqual([]);
  });

  it('the rebuild says that it must wait, and works once the migration is done', async () => {
    const release = await holding('SELECT pg_advisory_xact_lock($1)', [LOCKS.migration]);
    await expect(rebuildProjections(present, projections)).rejects.toThrow(
      /migrating.*run it again/i,
    );
    await release();
    expect(await rebuildProjections(present, projections)).toHaveLength(2);
  });
});
