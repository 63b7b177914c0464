import { Inject, Injectable } from '@nestjs/common';
import { type CloudEvent, type PublicEvent, storedTypesOf, toPublicEvent } from '#events';
import { FeedEpoch, ParkedRecords, RecentAppends } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { refuseFaults } from '../problem/problem.js';
import { BEYOND_THE_END } from './feed-faults.js';
import type { FeedQuery } from './feed-query.dto.js';
import { FeedWindows } from './feed-windows.js';

/**
 * `next`: the position to continue from, also if the page is empty; `hasMore`: more can be read there now.
 * `places`: the position of each event.
 */
export type FeedPage = { events: CloudEvent[]; places: string[]; next: string; hasMore: boolean };

/** `isOurs`: `after` is a place that this store gave out in its epoch, not a number that anyone may have typed. */
export type PageQuery = Pick<FeedQuery, 'after' | 'limit' | 'sites' | 'types'> & {
  isOurs: boolean;
};

/** The public events, as announced over RabbitMQ, and in the same order. */
@Injectable()
export class FeedReader {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;

  constructor(
    private readonly windows: FeedWindows,
    private readonly tail: RecentAppends,
    private readonly epochs: FeedEpoch,
    private readonly parked: ParkedRecords,
  ) {}

  /** @throws Problem if `after` is not a position in this store. */
  async page(
    { after, isOurs, limit, sites, types }: PageQuery,
    over: AbortSignal,
  ): Promise<FeedPage> {
    const { position: end } = await this.tail.end();
    if (BigInt(after) > BigInt(end)) {
      if (isOurs) await this.epochs.notice('a subscriber has read further than its last event');
      refuseFaults('invalid-request', [BEYOND_THE_END]);
    }
    const asked = { after, end, limit, types: storedTypesOf(types), sites };
    const { entries, next, hasMore } = await this.windows.read(asked, over);
    const page: FeedPage = { events: [], places: [], next, hasMore };
    for (const entry of entries) {
      const announced = toPublicEvent(entry);
      // An event that does not match its schema is not announced, here or over RabbitMQ.
      if (announced?.fault !== undefined) await this.park(announced, announced.fault);
      else if (announced) {
        page.events.push(announced.event);
        page.places.push(entry.position);
      }
    }
    return page;
  }

  /** The position after the newest event. */
  async end(): Promise<string> {
    return (await this.tail.end()).position;
  }

  /** With a broker, the relay parks it instead. */
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
