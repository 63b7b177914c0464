import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `refused`: recently, since the first of those that followed each other within minutes. */
const TABLE = `
CREATE TABLE refused_announcements (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  refused bigint NOT NULL,
  last_at timestamptz NOT NULL
)`;

/** Announcements that queues of subscribers refused: any process may relay, and another one reports them. */
export class RefusedAnnouncements1797310000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE refused_announcements');
  }
}
