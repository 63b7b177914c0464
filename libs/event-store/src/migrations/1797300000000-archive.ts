import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ARCHIVE, MOVED_ONLY, NO_ARCHIVE } from './archive-sql.js';

/** Events of newsletters that ended can be moved to a table of their own. */
export class Archive1797300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ARCHIVE);
    await queryRunner.query(MOVED_ONLY);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NO_ARCHIVE);
  }
}
