import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event. The database refuses to change or remove it. */
@Entity('event')
export class EventEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  category!: string;

  @Column('text', { name: 'stream_id' })
  streamId!: string;

  @Column('int')
  version!: number;

  @Column('text')
  type!: string;

  @Column('int', { name: 'schema_version' })
  schemaVersion!: number;

  @Column('jsonb')
  data!: unknown;

  @Column('jsonb')
  metadata!: unknown;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** Its place among all events: without gaps, in order of commit. The feed is the outbox, too. */
  @Column('bigint')
  position!: string;
}
