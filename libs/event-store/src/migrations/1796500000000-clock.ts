import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FEED_LOCK } from './initial-sql.js';

/** All in one row and in milliseconds. `jumps_ms` less `accepted_ms` is what is not trusted yet. */
const CLOCK = `
CREATE TABLE clock (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- The sum of all jumps that were noticed: the server's clock less this moves on evenly.
  jumps_ms bigint NOT NULL DEFAULT 0,
  -- The sum of those that lasted.
  accepted_ms bigint NOT NULL DEFAULT 0,
  -- Between these two processes saw it move on evenly, without a break.
  seen_since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- The last jump, by the even clock; null while the clock is steady.
  jumped_at timestamptz,
  -- Where clock and feed were before the first jump since it was steady.
  began_at timestamptz,
  began_position bigint,
  -- So long it must move on evenly to be trusted again.
  steady_ms int NOT NULL DEFAULT 60000
)`;

/** Jumps that lasted, and which instants they made wrong. */
const STEPS = `
CREATE TABLE clock_step (
  no int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  by_ms bigint NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  after_position bigint NOT NULL,
  -- Where the wrong time began, should this step be undone by a later one.
  began_at timestamptz NOT NULL,
  -- No later step has undone it, nor does it undo one.
  is_open boolean NOT NULL,
  is_repaired boolean NOT NULL DEFAULT false
)`;

/** `server_clock` is what specs replace to have the server's clock jump. */
const FUNCTIONS = `
CREATE FUNCTION server_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;
COMMENT ON FUNCTION server_clock IS 'As the server has it. Decisions go by connector_now().';

CREATE OR REPLACE FUNCTION connector_now() RETURNS timestamptz LANGUAGE sql STABLE
  AS $$ SELECT server_clock() - (jumps_ms - accepted_ms) * interval '1 ms' FROM clock $$;
COMMENT ON FUNCTION connector_now IS 'The only clock of the service: without jumps that may not last.';`;

/**
 * The last statement of an append. Recorded times never go back in the feed, whatever the clock
 * does; where that makes one later than the time of the decision, that is kept, too.
 */
const APPEND_EVENTS = `
CREATE FUNCTION append_events(appended jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
  last_at timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(${FEED_LOCK});
  SELECT feed.position, event.recorded_at INTO last, last_at
    FROM feed JOIN event ON event.id = feed.event_id ORDER BY feed.position DESC LIMIT 1;
  INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
      recorded_at, decided_at)
    SELECT id, category, stream_id, version, type, schema_version, data, metadata,
      greatest(at, last_at), CASE WHEN at < last_at THEN at END
    FROM jsonb_to_recordset(appended) AS one (id uuid, category text, stream_id text, version int,
      type text, schema_version int, data jsonb, metadata jsonb, at timestamptz);
  INSERT INTO feed (position, event_id)
    SELECT coalesce(last, 0) + place, (one ->> 'id')::uuid
    FROM jsonb_array_elements(appended) WITH ORDINALITY AS listed (one, place);
END $$;`;

/** A clock that jumps is noticed, bridged, and what was written by a wrong one can be put right. */
export class Clock1796500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLOCK);
    await queryRunner.query(STEPS);
    await queryRunner.query(
      'INSERT INTO clock (seen_since, seen_at) VALUES (clock_timestamp(), clock_timestamp())',
    );
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query('ALTER TABLE event ADD COLUMN decided_at timestamptz');
    await queryRunner.query(APPEND_EVENTS);
  }

  /** An older release runs on this schema as it is. */
  async down(): Promise<void> {
    await Promise.reject(new Error('Go back by starting the older release: it needs no change.'));
  }
}
