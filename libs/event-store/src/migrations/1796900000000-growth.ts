import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COUNTING } from '../projections/counts-sql.js';

/**
 * A page of the list costs the same in a store of ten thousand newsletters and of a million, whatever the filter.
 * Statuses change a few times in a newsletter's life, the other columns rarely.
 */
const INDEXES = [
  'deployment_status_of_status ON deployment_status (status, created_at, deployment_id)',
  'deployment_status_of_site ON deployment_status (site, created_at, deployment_id)',
  'deployment_status_of_brand ON deployment_status (brand, created_at, deployment_id)',
  'deployment_status_of_step ON deployment_status (step, created_at, deployment_id) WHERE step IS NOT NULL',
  'deployment_status_held ON deployment_status (created_at, deployment_id) WHERE held IS NOT NULL',
];

/** Newsletters by brand and status are counted as they change, and lists have indexes for their filters. */
export class Growth1796900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
    for (const sql of COUNTING) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION count_deployment CASCADE');
    await queryRunner.query('DROP TABLE deployment_count');
    for (const index of INDEXES)
      await queryRunner.query(`DROP INDEX IF EXISTS ${index.split(' ')[0]}`);
  }
}
