import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is signed in: of tokens and keys only hashes. */
const SESSIONS = `
CREATE TABLE console_session (
  token_hash text PRIMARY KEY,
  key_print text NOT NULL,
  opened_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
)`;

const ZONES = `
CREATE TABLE site_zone (
  site text PRIMARY KEY,
  time_zone text NOT NULL
)`;

/** Finding what needs a person costs the same however much was sent before. */
const INDEX = `deployment_status_open ON deployment_status (brand, status)
  WHERE status NOT IN ('sent', 'cancelled')`;

/** What the console needs: sessions, each site's time zone, and an index of what is not finished. */
export class Console1797100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SESSIONS, ZONES]) await queryRunner.query(sql);
    await queryRunner.query(`CREATE INDEX ${INDEX}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX deployment_status_open');
    await queryRunner.query('DROP TABLE console_session, site_zone');
  }
}
