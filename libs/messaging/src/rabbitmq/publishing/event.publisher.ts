import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { RabbitConnection } from '../connection/connection.js';
import { PARKED_HEADERS, REASON_CHARS } from '../messages/parked-copy.js';
import { NotConfirmed, type Outgoing } from '../messages/outgoing.js';
import { Publisher } from './publisher.js';
import { ProvenKeys } from './proven-keys.js';
import { fromRejectedOn, missedOf, withoutRepeats } from './rejected.js';
import { type RejectionLimits, Rejections } from './rejections.js';
import { SITE_HEADERS } from '../topology/names.js';
import type { Topology } from '../topology/topology.js';

/** A CloudEvent as other services get it, and its routing key, e.g. `deployment.created`. */
export type Announcement = {
  routingKey: string;
  /** `subject` is the deployment's id. */
  event: { id: string; type: string; subject: string; site: string; traceparent?: string };
  /** Why it is not announced: then it is parked for a person, and others continue. */
  fault?: string;
};

/** Short beside the relay's lease, which is not prolonged meanwhile. */
const LONGEST_MS = 4_000;

/** A queue that is full stays so for a while. */
const REPORT_EVERY_MS = 60_000;

/** Injection token that replaces the limits, for specs. */
const REJECTION_LIMITS = Symbol('rejection limits');

/** Announces what happened to other services; they own their queues. */
@Injectable()
export class EventPublisher {
  private readonly logger = new Logger('RabbitMQ');
  private readonly topology: Topology;
  private readonly rejections: Rejections;
  private readonly proven = new ProvenKeys();
  private refused = 0;
  private reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
    @Optional() @Inject(REJECTION_LIMITS) limits?: RejectionLimits,
  ) {
    this.topology = topology;
    this.rejections = new Rejections(limits);
  }

  /** Announcements that a subscriber's queue rejected, or accepted too late: after a newer one of the newsletter. */
  get refusals(): number {
    return this.refused;
  }

  /**
   * In this order. An event without a binding is confirmed. A subscriber's queue that keeps rejecting one for
   * longer than RabbitMQ may take to elect a leader counts as full, and holds up nobody: the others have it.
   * @returns How many of the first ones are in: all, unless that takes long.
   * @throws NotConfirmed with how many of the first ones are in, or fewer.
   */
  async publish(batch: readonly Announcement[]): Promise<number> {
    const messages = batch.map((one) => this.messageOf(one));
    const endsAtMs = performance.now() + LONGEST_MS;
    let from = 0;
    while (from < messages.length && (from === 0 || performance.now() < endsAtMs)) {
      const part = this.partOf(messages, from);
      const rejected = await this.offer(part, from);
      if (rejected.size === 0) this.accepted(part);
      else await this.reject(part, { rejected, from });
      from += part.length;
    }
    return from;
  }

  private accepted(part: readonly Outgoing[]): void {
    this.rejections.taken();
    this.proven.add(part.filter(this.isPublic), this.publisher.channel);
  }

  /**
   * How many go at once, from there on: only one while a queue rejects it, since others would get the rest
   * repeatedly. Over a new channel, one of each newsletter: a queue may reject one and accept the next, which has its
   * subscriber drop the first. Then all of them.
   */
  private partOf(messages: readonly Outgoing[], from: number): Outgoing[] {
    const { channel } = this.publisher;
    if (this.rejections.areLastingOn(channel)) return messages.slice(from);
    if (this.rejections.isWaiting) return [messages[from]!];
    return withoutRepeats(messages.slice(from), (one) => this.proven.has(one, channel));
  }

  /**
   * Which of them a queue of a subscriber rejected.
   * @throws the error if it is a different one, or our own queue rejects what is parked.
   */
  private async offer(part: readonly Outgoing[], from: number): Promise<ReadonlySet<Outgoing>> {
    try {
      await this.publisher.publishAll(part);
      return new Set();
    } catch (error) {
      if (!(error instanceof NotConfirmed)) throw error;
      const found = error.rejected?.map((index) => part[index]!) ?? [];
      if (found.length > 0 && found.every(this.isPublic)) return new Set(found);
      throw notConfirmed(error.message, error.confirmed + from);
    }
  }

  private readonly isPublic = ({ exchange }: Outgoing) => exchange === this.topology.names.events;

  /** @throws NotConfirmed while the queue may soon accept it. */
  private async reject(
    part: readonly Outgoing[],
    { rejected, from }: { rejected: ReadonlySet<Outgoing>; from: number },
  ): Promise<void> {
    const { channel } = this.publisher;
    this.proven.forget();
    this.rejections.rejected(channel);
    if (this.rejections.areLastingOn(channel)) return this.offerAgain(part, { rejected, from });
    const first = part.findIndex((one) => rejected.has(one));
    const overtaken = missedOf(part, { rejected, still: new Set() });
    if (overtaken > 0) this.report(overtaken);
    const { routingKey } = part[first]!;
    throw notConfirmed(
      `A subscriber's queue rejects '${routingKey}': it is full, or has no leader`,
      from + first,
    );
  }

  /** One queue rejects permanently; another one may do so for a moment, and accepts it the second time. */
  private async offerAgain(
    part: readonly Outgoing[],
    { rejected, from }: { rejected: ReadonlySet<Outgoing>; from: number },
  ): Promise<void> {
    const again = fromRejectedOn(part.filter(this.isPublic), rejected);
    const missed = missedOf(again, { rejected, still: await this.offer(again, from) });
    if (missed > 0) this.report(missed);
  }

  private report(count: number): void {
    this.refused += count;
    const nowMs = performance.now();
    if (nowMs - this.reportedAtMs < REPORT_EVERY_MS) return;
    this.reportedAtMs = nowMs;
    this.logger.warn(
      `A subscriber's queue refuses announcements (${this.refused} so far); others get them. Look for a full queue ` +
        `with the overflow reject-publish that is bound to '${this.topology.names.events}'.`,
    );
  }

  private messageOf({ routingKey, event, fault }: Announcement): Outgoing {
    const { names } = this.topology;
    const { site, traceparent } = event;
    const headers = {
      [SITE_HEADERS.site]: site,
      [SITE_HEADERS.event]: routingKey,
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    return {
      ...(fault === undefined
        ? { exchange: names.events, headers }
        : parked(names, headers, fault)),
      routingKey,
      content: Buffer.from(JSON.stringify(event)),
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      type: event.type,
      correlationId: event.subject,
    };
  }
}

function notConfirmed(why: string, confirmed: number): NotConfirmed {
  return new NotConfirmed(why, [confirmed]);
}

/** Keeps its headers: redriven, it reaches its original subscribers. */
function parked({ dead }: Topology['names'], headers: Record<string, string>, fault: string) {
  const error = { [PARKED_HEADERS.error]: fault.slice(0, REASON_CHARS) };
  return { exchange: dead, headers: { ...headers, ...error }, mandatory: true };
}
