import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key for each person that events name: without it they cannot be read. */
export class PersonKeys1796310000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE TABLE person_key (
  id uuid PRIMARY KEY,
  site text NOT NULL,
  person text NOT NULL,
  key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (site, person)
)`);
    await queryRunner.query('CREATE INDEX person_key_person ON person_key (person)');
  }

  /** Without the keys nobody could know any more who did what: going back means restoring a backup. */
  async down(): Promise<void> {
    await Promise.reject(new Error('Keys of people are never dropped: restore a backup instead.'));
  }
}
