import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `position`: up to there all is delivered, or not wanted. `failures`: attempts in a row that failed, of all its
 * newsletters; `next_at`: no attempt before. `changes` grows with each change by a person.
 */
const SUBSCRIPTION = `
CREATE TABLE subscription (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  types text[] NOT NULL,
  sites text[] NOT NULL,
  secret text NOT NULL,
  former_secret text,
  former_until timestamptz,
  is_enabled boolean NOT NULL DEFAULT true,
  disabled_at timestamptz,
  disabled_reason text,
  position bigint NOT NULL,
  failures int NOT NULL DEFAULT 0,
  next_at timestamptz,
  changes int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL
)`;

/** The log of deliveries, and what is known of those that wait: one row for each event of each subscription. */
const DELIVERY = `
CREATE TABLE webhook_delivery (
  subscription_id uuid NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  deployment_id uuid NOT NULL,
  type text NOT NULL,
  attempts int NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  next_at timestamptz,
  delivered_at timestamptz,
  status int,
  words text NOT NULL,
  is_wanted_again boolean NOT NULL DEFAULT false,
  PRIMARY KEY (subscription_id, position)
)`;

const INDEXES = [
  'webhook_delivery_event ON webhook_delivery (subscription_id, event_id)',
  `webhook_delivery_open ON webhook_delivery (subscription_id, position)
     WHERE delivered_at IS NULL OR is_wanted_again`,
  'webhook_delivery_age ON webhook_delivery (delivered_at) WHERE delivered_at IS NOT NULL',
];

/** Who gets the public events by signed requests, and the result of each. */
export class Webhooks1797250000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SUBSCRIPTION, DELIVERY]) await queryRunner.query(sql);
    for (const index of INDEXES) await queryRunner.query(`CREATE INDEX ${index}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE webhook_delivery, subscription');
  }
}
