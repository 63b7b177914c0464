import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SnapshotKind = 'content' | 'settings';

/** What an event names by its hash. It can be erased; events, status and rebuild don't need it. */
@Entity('snapshot')
export class SnapshotEntity {
  @PrimaryColumn('text')
  site!: string;

  @PrimaryColumn('text')
  kind!: SnapshotKind;

  @PrimaryColumn('text')
  hash!: string;

  @Column('jsonb')
  body!: unknown;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
