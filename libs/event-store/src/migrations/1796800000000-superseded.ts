import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far snapshots that later saves replaced were removed, and an index to find the next. */
export class Superseded1796800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE INDEX event_content_position ON event (position)
  WHERE category = 'deployment' AND type IN ('ContentChanged', 'ContentUpdated')`);
    await queryRunner.query('CREATE TABLE snapshot_checkpoint (position bigint NOT NULL)');
    await queryRunner.query('INSERT INTO snapshot_checkpoint (position) VALUES (0)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE snapshot_checkpoint');
    await queryRunner.query('DROP INDEX event_content_position');
  }
}
