import { Inject, Injectable } from '@nestjs/common';
import { type CloudEvent, type PublicEvent, storedTypesOf, toPublicEvent } from '#events';
import { EventStore, FeedEpoch, ParkedRecords, RecentAppends } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { refuseFaults } from '../problem/problem.js';
import { BEYOND_THE_END } from './feed-faults.js';
import type { FeedQuery } from './feed-query.dto.js';

/** `next`: the position to go on from, also where the page is empty. */
export type FeedPage = { events: CloudEvent[]; next: string };

export type PageQuery = Pick<FeedQuery, 'after' | 'limit' | 'sites' | 'types'>;

const larger = (one: string, other: string) => (BigInt(one) > BigInt(other) ? one : other);

/** The public events, as they are announced over RabbitMQ, and in the same order. */
@Injectable()
export class FeedReader {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;

  constructor(
    private readonly store: EventStore,
    private readonly tail: RecentAppends,
    private readonly epochs: FeedEpoch,
    private readonly parked: ParkedRecords,
  ) {}

  /** @throws Problem when `after` is no place in this store. */
  async page({ after, limit, sites, types }: PageQuery): Promise<FeedPage> {
    // Before the events: what was there by then is either on the page, or not asked for.
    const end = await this.tail.end();
    const entries = await this.store.feed(after, limit, { types: storedTypesOf(types), sites });
    if (entries.length === 0 && BigInt(after) > BigInt(end)) {
      await this.epochs.notice('a subscriber has read further than its last event');
      refuseFaults('invalid-request', [BEYOND_THE_END]);
    }
    const last = entries.at(-1)?.position ?? after;
    const announced = entries.flatMap((entry) => toPublicEvent(entry) ?? []);
    for (const { fault, ...one } of announced) if (fault) await this.park(one, fault);
    // What is not as its schema has it is told to nobody, here as over RabbitMQ.
    const events = announced.flatMap(({ event, fault }) => (fault === undefined ? [event] : []));
    return { events, next: entries.length < limit ? larger(last, end) : last };
  }

  /** Where what comes from now on begins. */
  end(): Promise<string> {
    return this.tail.end();
  }

  /** With a broker the relay parks it, where it is announced. */
  private async park({ event, routingKey }: PublicEvent, fault: string): Promise<void> {
    if (this.settings.broker) return;
    await this.parked.recordOnce({
      messageId: event.id,
      cause: 'rejected',
      reason: fault,
      routingKey,
      sourceQueue: null,
      deploymentId: event.subject,
      sentAt: event.time,
      body: event,
    });
  }
}
