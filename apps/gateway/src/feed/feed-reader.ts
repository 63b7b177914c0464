import { Injectable } from '@nestjs/common';
import { type CloudEvent, PUBLIC_TYPES, toPublicEvent } from '#events';
import { EventStore, FeedEpoch, type FeedEntry, FeedTail } from '#event-store';
import { refuseFaults } from '../problem/problem.js';
import { BEYOND_THE_END, type FeedQuery, OTHER_EPOCH } from './feed-query.dto.js';

/** `next`: what to ask for after this page, also when it is empty. */
export type FeedPage = { events: CloudEvent[]; next: string; epoch: string };

/** The public events, as they are announced over RabbitMQ, and in the same order. */
@Injectable()
export class FeedReader {
  constructor(
    private readonly store: EventStore,
    private readonly tail: FeedTail,
    private readonly epochs: FeedEpoch,
  ) {}

  /** @throws Problem when `after` is no place in this store. */
  async page({ after, limit, ...asked }: FeedQuery): Promise<FeedPage> {
    const { epoch } = await this.epochs.read();
    if (asked.epoch && asked.epoch !== epoch) refuseFaults('invalid-request', [OTHER_EPOCH]);
    const entries = await this.store.feed(after, limit, PUBLIC_TYPES);
    if (entries.length === 0 && BigInt(after) > BigInt(await this.tail.end())) {
      await this.epochs.notice('a subscriber has read further than its last event');
      refuseFaults('invalid-request', [BEYOND_THE_END]);
    }
    return {
      events: entries.flatMap((entry) => told(entry)),
      next: entries.at(-1)?.position ?? after,
      epoch,
    };
  }
}

/** What is not as its schema has it is told to nobody, here as over RabbitMQ. */
function told(entry: FeedEntry): CloudEvent[] {
  const announced = toPublicEvent(entry);
  return announced && announced.fault === undefined ? [announced.event] : [];
}
