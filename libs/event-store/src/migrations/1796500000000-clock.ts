import type { MigrationInterface, QueryRunner } from 'typeorm';

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

/** `server_clock` is what specs replace to make the server's clock jump. */
const FUNCTIONS = `
CREATE FUNCTION server_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;
COMMENT ON FUNCTION server_clock IS 'As the server has it. Decisions go by connector_now().';

CREATE OR REPLACE FUNCTION connector_now() RETURNS timestamptz LANGUAGE sql STABLE
  AS $$ SELECT server_clock() - (jumps_ms - accepted_ms) * interval '1 ms' FROM clock $$;
COMMENT ON FUNCTION connector_now IS 'The only clock of the service: without jumps that may not last.';`;

/** A clock that jumps is noticed and bridged, and what a wrong one wrote can be corrected. */
export class Clock1796500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLOCK);
    await queryRunner.query(STEPS);
    await queryRunner.query(
      'INSERT INTO clock (seen_since, seen_at) VALUES (clock_timestamp(), clock_timestamp())',
    );
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query('ALTER TABLE event ADD COLUMN decided_at timestamptz');
  }

  /** An older release runs on this schema as it is. */
  async down(): Promise<void> {
    await Promise.reject(new Error('Go back by starting the older release: it needs no change.'));
  }
}
