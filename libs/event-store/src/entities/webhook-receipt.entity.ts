import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that was accepted, with the answer it got: the same request gets the same again. */
@Entity('webhook_receipt')
export class WebhookReceiptEntity {
  @PrimaryColumn('text')
  site!: string;

  @PrimaryColumn('text', { name: 'webhook_id' })
  webhookId!: string;

  @Column('text', { name: 'body_hash' })
  bodyHash!: string;

  @Column('int', { name: 'status_code' })
  statusCode!: number;

  @Column('jsonb')
  answer!: unknown;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
