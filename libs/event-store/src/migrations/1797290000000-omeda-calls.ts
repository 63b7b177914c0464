import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Masked, and without content. `class`: ok, or what the failure means. */
const CALLS = `
CREATE TABLE omeda_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site text NOT NULL,
  brand text NOT NULL,
  deployment_id uuid NOT NULL,
  step text NOT NULL,
  due_id int NOT NULL,
  call text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  request text,
  status int,
  response text,
  error text,
  class text NOT NULL,
  began_at timestamptz NOT NULL,
  took_ms int NOT NULL
)`;

const INDEXES = [
  'omeda_call_deployment ON omeda_call (deployment_id, id)',
  'omeda_call_brand ON omeda_call (brand, began_at)',
  // Rows come in the order of their age: this one is small.
  'omeda_call_age ON omeda_call USING brin (began_at)',
];

/** Here, as gateways of earlier releases erase, too. */
const ERASED = `
CREATE FUNCTION erase_omeda_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM omeda_call WHERE deployment_id = NEW.deployment_id;
  RETURN NULL;
END $$`;

const TRIGGER = `
CREATE TRIGGER calls_erased AFTER INSERT OR UPDATE ON erasure
FOR EACH ROW EXECUTE FUNCTION erase_omeda_calls()`;

/** What went over the wire to Omeda and back. */
export class OmedaCalls1797290000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CALLS);
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
    for (const sql of [ERASED, TRIGGER]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER calls_erased ON erasure');
    await queryRunner.query('DROP FUNCTION erase_omeda_calls');
    await queryRunner.query('DROP TABLE omeda_call');
  }
}
