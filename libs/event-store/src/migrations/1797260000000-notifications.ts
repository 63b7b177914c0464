import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is wrong and who is notified. `gone_at`: not seen since; `told_at`: null before anybody was notified. */
const NOTIFICATION = `
CREATE TABLE notification (
  target text NOT NULL,
  key text NOT NULL,
  alert text NOT NULL,
  level text NOT NULL,
  words text NOT NULL,
  cure text NOT NULL,
  link text,
  seen_at timestamptz NOT NULL,
  gone_at timestamptz,
  told_at timestamptz,
  PRIMARY KEY (target, key)
)`;

/** Messages on their way. */
const NOTICE = `
CREATE TABLE notice (
  id uuid PRIMARY KEY,
  target text NOT NULL,
  channel text NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL
)`;

/** A restart neither repeats nor forgets notifications. */
export class Notifications1797260000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [NOTIFICATION, NOTICE]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE notification, notice');
  }
}
