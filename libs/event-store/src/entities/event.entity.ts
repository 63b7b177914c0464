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
}
