import type { MigrationInterface, QueryRunner } from 'typeorm';
import { UNFINISHED } from '../projections/unfinished-sql.js';

const INDEXES = [
  `deployment_status_unfinished ON deployment_status (brand, send_at) WHERE ${UNFINISHED}`,
  'deployment_status_send_at ON deployment_status (send_at) WHERE send_at IS NOT NULL',
];

/** What goes out when, and what is not ready for it, costs the same in a store of any size. */
export class Figures1797000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await queryRunner.query(`DROP INDEX ${index.split(' ')[0]}`);
  }
}
