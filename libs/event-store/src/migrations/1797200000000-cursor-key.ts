import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Positions count the events of all sites: readers of only some of them get sealed positions. */
export class CursorKey1797200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE feed_epoch ADD COLUMN cursor_key uuid NOT NULL DEFAULT gen_random_uuid()',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE feed_epoch DROP COLUMN cursor_key');
  }
}
