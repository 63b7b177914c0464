import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many newsletters people were notified of, so that they are notified again if more have the same problem. */
export class ToldCount1797320000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notification ADD COLUMN told_count int');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notification DROP COLUMN told_count');
  }
}
