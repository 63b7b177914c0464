import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPENDED } from '../wakes/channel.js';

/** Notifies all processes that wait for appends: also of those by a previous release. */
export class Wakes1796700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE FUNCTION notify_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('${APPENDED}', coalesce(max(position)::text, '')) FROM appended;
  RETURN NULL;
END $$`);
    await queryRunner.query(`
CREATE TRIGGER appended AFTER INSERT ON event REFERENCING NEW TABLE AS appended
  FOR EACH STATEMENT EXECUTE FUNCTION notify_appended()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER appended ON event');
    await queryRunner.query('DROP FUNCTION notify_appended');
  }
}
