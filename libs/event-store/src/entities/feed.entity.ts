import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event's place among all events: without gaps, in order of commit. It is the outbox, too. */
@Entity('feed')
export class FeedEntity {
  @PrimaryColumn('bigint')
  position!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;
}
