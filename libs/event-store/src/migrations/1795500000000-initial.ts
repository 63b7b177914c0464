import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BOOKKEEPING, EVENTS, PROJECTIONS, SNAPSHOTS } from './initial-sql.js';

/** Events, feed, projections, snapshots and bookkeeping. */
export class Initial1795500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [EVENTS, PROJECTIONS, SNAPSHOTS, BOOKKEEPING]) await queryRunner.query(sql);
  }

  /** Events are never dropped by a migration: going back means restoring a backup. */
  async down(): Promise<void> {
    await Promise.reject(new Error('The first migration is not undone: restore a backup instead.'));
  }
}
