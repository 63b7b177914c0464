import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often, and when last, a deployment was woken. Bookkeeping: losing it only costs time. */
@Entity('tick')
export class TickEntity {
  @PrimaryColumn('uuid', { name: 'deployment_id' })
  deploymentId!: string;

  @Column('text', { name: 'wake_key' })
  wakeKey!: string;

  @Column('int')
  n!: number;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;

  @Column('timestamptz', { name: 'not_before' })
  notBefore!: Date;

  /** When its handler wants it again; null until it has said so for this reason. */
  @Column('timestamptz', { name: 'next_at', nullable: true })
  nextAt!: Date | null;

  @Column('int')
  deliveries!: number;

  @Column('text', { name: 'parked_reason', nullable: true })
  parkedReason!: string | null;
}
