import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a deployment stands, folded from its events alone. */
@Entity('deployment_status')
export class DeploymentStatusEntity {
  @PrimaryColumn('uuid', { name: 'deployment_id' })
  deploymentId!: string;

  @Column('int')
  version!: number;

  @Column('text')
  site!: string;

  @Column('text')
  brand!: string;

  @Column('bigint', { name: 'post_id' })
  postId!: string;

  @Column('text', { name: 'post_uid' })
  postUid!: string;

  @Column('text')
  title!: string;

  @Column('text')
  status!: string;

  @Column('text', { nullable: true })
  step!: string | null;

  @Column('int', { name: 'due_id', nullable: true })
  dueId!: number | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('text', { nullable: true })
  held!: string | null;

  @Column('boolean')
  failed!: boolean;

  @Column('timestamptz', { name: 'send_at', nullable: true })
  sendAt!: Date | null;

  @Column('text', { name: 'track_id', nullable: true })
  trackId!: string | null;

  /** When it must be processed next, and a key that changes with the reason. */
  @Column('timestamptz', { name: 'wake_at', nullable: true })
  wakeAt!: Date | null;

  @Column('text', { name: 'wake_key', nullable: true })
  wakeKey!: string | null;

  @Column('jsonb')
  body!: unknown;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
