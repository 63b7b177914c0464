import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is signed in: of a token and a key only what they can be recognized by. */
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

/** What goes out when, and what needs a person, cost the same however much was sent before. */
const INDEXES = [
  'deployment_status_of_send_time ON deployment_status (send_at) WHERE send_at IS NOT NULL',
  `deployment_status_open ON deployment_status (brand, status) WHERE status NOT IN ('sent', 'cancelled')`,
];

/** What the console needs: sessions, each site's time zone, and the order of send times. */
export class Console1797100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SESSIONS, ZONES]) await queryRunner.query(sql);
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES)
      await queryRunner.query(`DROP INDEX IF EXISTS ${index.split(' ')[0]}`);
    await queryRunner.query('DROP TABLE console_session, site_zone');
  }
}
