import { Inject, Injectable } from '@nestjs/common';
import { type CloudEvent, PUBLIC_TYPES, type PublicEvent, toPublicEvent } from '#events';
import { Deployments, EventStore, FeedEpoch, RecentAppends, ParkedRecords } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { refuseFaults } from '../problem/problem.js';
import { BEYOND_THE_END, type FeedQuery, OTHER_EPOCH } from './feed-query.dto.js';

/** `next`: what to ask for after this page, also when it is empty. */
export type FeedPage = { events: CloudEvent[]; next: string; epoch: string };

/** The public events, as they are announced over RabbitMQ, and in the same order. */
@Injectable()
export class FeedReader {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;
  @Inject(Deployments) private readonly deployments!: Deployments;

  constructor(
    private readonly store: EventStore,
    private readonly tail: RecentAppends,
    private readonly epochs: FeedEpoch,
    private readonly parked: ParkedRecords,
  ) {}

  /** @throws Problem when `after` is no place in this store. */
  async page({ after, limit, ...asked }: FeedQuery, sites?: readonly string[]): Promise<FeedPage> {
    const { epoch } = await this.epochs.read();
    if (asked.epoch && asked.epoch !== epoch) refuseFaults('invalid-request', [OTHER_EPOCH]);
    const entries = await this.store.feed(after, limit, PUBLIC_TYPES);
    if (entries.length === 0 && BigInt(after) > BigInt(await this.tail.end())) {
      await this.epochs.notice('a subscriber has read further than its last event');
      refuseFaults('invalid-request', [BEYOND_THE_END]);
    }
    const announced = entries.flatMap((entry) => toPublicEvent(entry) ?? []);
    for (const { fault, ...one } of announced) if (fault) await this.park(one, fault);
    // What is not as its schema has it is told to nobody, here as over RabbitMQ.
    const events = announced.flatMap(({ event, fault }) => (fault === undefined ? [event] : []));
    return {
      events: sites ? await this.ofSites(events, sites) : events,
      next: entries.at(-1)?.position ?? after,
      epoch,
    };
  }

  /** Of a newsletter that the store no longer knows, such a subscriber learns nothing. */
  private async ofSites(events: CloudEvent[], sites: readonly string[]): Promise<CloudEvent[]> {
    const known = await this.deployments.sitesOf(events.map(({ subject }) => subject));
    return events.filter(({ subject }) => sites.includes(known.get(subject) ?? ''));
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
