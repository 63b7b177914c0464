import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEDULED = `body #>> '{achieved,scheduled}'`;

/** Those that Omeda has a time for are few; other unfinished ones may be every post of a site. */
const INDEX = `deployment_status_at_omeda ON deployment_status (brand)
  WHERE ${SCHEDULED} IS NOT NULL AND status NOT IN ('sent', 'sent-after-withdrawal', 'cancelled')`;

/** Without it, PostgreSQL expects that most rows have such a time, and reads them all. */
const STATISTICS = `deployment_status_scheduled ON (${SCHEDULED}) FROM deployment_status`;

/** What could not be taken back is queried at each scrape. */
export class AtOmeda1797330000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX ${INDEX}`);
    await queryRunner.query(`CREATE STATISTICS ${STATISTICS}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP STATISTICS IF EXISTS deployment_status_scheduled');
    await queryRunner.query('DROP INDEX IF EXISTS deployment_status_at_omeda');
  }
}
