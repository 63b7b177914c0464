import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the stored types of event quick to find: an older release must learn that it is one. */
export class EventTypes1796100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX event_types ON event (type, schema_version)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX event_types');
  }
}
