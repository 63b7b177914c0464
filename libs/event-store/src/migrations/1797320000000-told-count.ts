import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of how many newsletters people know, so that they are told when more have the same problem. */
export class ToldCount1797320000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notification ADD COLUMN told_count int');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notification DROP COLUMN told_count');
  }
}
