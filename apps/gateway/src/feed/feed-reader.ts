import { Injectable } from '@nestjs/common';
import { type CloudEvent, PUBLIC_TYPES, toPublicEvent } from '#events';
import { EventStore, type FeedEntry, FeedTail } from '#event-store';
import { refuseFaults } from '../problem/problem.js';
import { BEYOND_THE_END, type FeedQuery } from './feed-query.dto.js';

/** `next`: what to ask for after this page, also when it is empty. */
export type FeedPage = { events: CloudEvent[]; next: string };

/** The public events, as they are announced over RabbitMQ, and in the same order. */
@Injectable()
export class FeedReader {
  constructor(
    private readonly store: EventStore,
    private readonly tail: FeedTail,
  ) {}

  /** @throws Problem when `after` is no place in this store. */
  async page({ after, limit }: FeedQuery): Promise<FeedPage> {
    const entries = await this.store.feed(after, limit, PUBLIC_TYPES);
    if (entries.length === 0 && BigInt(after) > BigInt(await this.tail.end())) {
      refuseFaults('invalid-request', [BEYOND_THE_END]);
    }
    return {
      events: entries.flatMap((entry) => told(entry)),
      next: entries.at(-1)?.position ?? after,
    };
  }
}

/** What is not as its schema has it is told to nobody, here as over RabbitMQ. */
function told(entry: FeedEntry): CloudEvent[] {
  const announced = toPublicEvent(entry);
  return announced && announced.fault === undefined ? [announced.event] : [];
}
