import type { MigrationInterface, QueryRunner } from 'typeorm';

const TYPES = `
CREATE TABLE deployment_type_list (
  brand text PRIMARY KEY,
  types jsonb NOT NULL,
  fetched_at timestamptz NOT NULL
);`;

/** Finds which snapshots events name, and which posts were deleted, without reading the rest. */
const ERASURE = `
CREATE TABLE erasure (
  deployment_id uuid PRIMARY KEY,
  version int NOT NULL,
  erased_by text NOT NULL,
  erased_at timestamptz NOT NULL
);
CREATE INDEX event_content_hash ON event ((data->>'contentHash')) WHERE type = 'ContentChanged';
CREATE INDEX event_settings_hash ON event ((data->>'settingsHash')) WHERE type = 'ContentChanged';
CREATE INDEX event_post_deleted ON event (recorded_at)
  WHERE type = 'PostReceived' AND data->>'event' = 'post.deleted';`;

/** Omeda's deployment types as last fetched, and what was erased. */
export class People1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TYPES, ERASURE]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP INDEX event_content_hash, event_settings_hash, event_post_deleted',
    );
    await queryRunner.query('DROP TABLE erasure, deployment_type_list');
  }
}
