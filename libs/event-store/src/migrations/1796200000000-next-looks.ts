import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stores when a handler wants to check again: steps that poll have one due time for all their polls. */
export class NextLooks1796200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tick ADD COLUMN next_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tick DROP COLUMN next_at');
  }
}
