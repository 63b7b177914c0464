import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deployments that were erased before, and seen since: what they name may have returned. */
const CAME_BACK = `
INSERT INTO kept_after_erasure (deployment_id, kind, hash)
SELECT DISTINCT erasure.deployment_id, snapshot.kind, snapshot.hash
FROM erasure
JOIN deployment_status status USING (deployment_id)
JOIN event ON event.category = 'deployment' AND event.type = 'ContentChanged'
  AND event.stream_id = erasure.deployment_id::text
JOIN snapshot ON snapshot.site = status.site
  AND snapshot.hash = event.data->>(snapshot.kind || 'Hash')
WHERE status.version > erasure.version`;

/** Records what an erased deployment has been given again since: it may have to be erased once more. */
export class Erasure1796300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE TABLE kept_after_erasure (
  deployment_id uuid NOT NULL,
  kind text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (deployment_id, kind, hash)
)`);
    await queryRunner.query(CAME_BACK);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE kept_after_erasure');
  }
}
