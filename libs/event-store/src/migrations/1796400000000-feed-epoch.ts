import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Positions and versions restart when a backup is restored: readers must learn of it. */
export class FeedEpoch1796400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE feed_epoch (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        epoch uuid NOT NULL DEFAULT gen_random_uuid(),
        began_at timestamptz NOT NULL DEFAULT connector_now(),
        -- Begun with the store, and not by a restored backup.
        is_first boolean NOT NULL DEFAULT true,
        -- Since when, and by what, this store is known to be older than what was done with it.
        older_since timestamptz,
        older_by text
      )`);
    await queryRunner.query('INSERT INTO feed_epoch DEFAULT VALUES');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE feed_epoch');
  }
}
