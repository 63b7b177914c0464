import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_BATCH } from './append-batch-sql.js';
import { ERASURES_COUNTED, POSITION_ON_EVENT } from './feed-position-sql.js';

/** One call appends many: the feed's position is a column of the event, and a function does the rest. */
export class AppendBatch1796600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(POSITION_ON_EVENT);
    await queryRunner.query(APPEND_BATCH);
    await queryRunner.query(ERASURES_COUNTED);
  }

  /** A process of the previous release runs on this schema as it is. */
  async down(): Promise<void> {
    await Promise.reject(new Error('Go back by starting the older release: it needs no change.'));
  }
}
