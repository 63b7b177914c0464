import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What several processes need to work with RabbitMQ: leases, and a record of what was parked there. */
export class Broker1795800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE lease (
        name text PRIMARY KEY,
        holder text NOT NULL,
        until timestamptz NOT NULL,
        -- Position of the feed up to which its holders have worked.
        position bigint NOT NULL DEFAULT 0
      )`);
    await queryRunner.query(`
      CREATE TABLE parked_message (
        message_id text PRIMARY KEY,
        parked_at timestamptz NOT NULL,
        cause text NOT NULL,
        reason text NOT NULL,
        routing_key text NOT NULL,
        source_queue text,
        deployment_id text,
        sent_at timestamptz,
        body jsonb,
        ended text CHECK (ended IN ('redriven', 'discarded')),
        ended_at timestamptz
      )`);
    await queryRunner.query('CREATE INDEX ON parked_message (parked_at) WHERE ended IS NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE parked_message');
    await queryRunner.query('DROP TABLE lease');
  }
}
