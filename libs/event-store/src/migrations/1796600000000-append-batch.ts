import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_BATCH } from './append-batch-sql.js';
import {
  ERASURES_COUNTED,
  EVENTS_WITH_A_FEED_TABLE,
  POSITION_ON_EVENT,
} from './feed-position-sql.js';

/** One call appends many: the feed's position is a column of the event, and a function does the rest. */
export class AppendBatch1796600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(POSITION_ON_EVENT);
    await queryRunner.query(APPEND_BATCH);
    await queryRunner.query(ERASURES_COUNTED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION append_batch');
    await queryRunner.query(EVENTS_WITH_A_FEED_TABLE);
  }
}
