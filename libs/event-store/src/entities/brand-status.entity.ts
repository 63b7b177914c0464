import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether a brand is held, folded from its events alone. */
@Entity('brand_status')
export class BrandStatusEntity {
  @PrimaryColumn('text')
  brand!: string;

  @Column('int')
  version!: number;

  @Column('boolean')
  held!: boolean;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('int')
  probes!: number;

  @Column('timestamptz', { name: 'probe_at', nullable: true })
  probeAt!: Date | null;

  @Column('jsonb')
  body!: unknown;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
