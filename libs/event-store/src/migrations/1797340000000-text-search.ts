import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a part of a title must contain: every three consecutive characters, in lower case. */
const TITLE_TERMS = `
CREATE FUNCTION title_terms(title text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
  SELECT substr(folded, at, 3)
  FROM lower(title) AS folded, generate_series(1, length(folded) - 2) AS at
)`;

const SEARCH_TERMS = `
CREATE FUNCTION search_terms(title text, track_id text, post_id bigint) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN title_terms(title) || ARRAY['#' || track_id, '#' || post_id]`;

/** While steps follow each other, the row changes often: then it is not in the index. */
const INDEX = `
CREATE INDEX deployment_status_terms ON deployment_status
USING gin (search_terms(title, track_id, post_id) COLLATE "C") WITH (fastupdate = off)
WHERE step IS NULL OR status IN ('sent', 'cancelled')`;

/** Which newsletter owns a deployment at Omeda. */
const TRACK_ID = `
CREATE INDEX deployment_status_track_id ON deployment_status (track_id) WHERE track_id IS NOT NULL`;

/** What few newsletters have, in their titles or as their number, is found without reading all of them. */
export class TextSearch1797340000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TITLE_TERMS, SEARCH_TERMS, INDEX, TRACK_ID]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // A rebuild renames the indexes: this one is dropped with its function, the other one does no harm.
    await queryRunner.query('DROP FUNCTION search_terms(text, text, bigint) CASCADE');
    await queryRunner.query('DROP INDEX IF EXISTS deployment_status_track_id');
    await queryRunner.query('DROP FUNCTION title_terms(text)');
  }
}
