import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { RabbitConnection } from './connection.js';
import { PARKED_HEADERS, REASON_CHARS } from './parked-copy.js';
import { NotConfirmed, type Outgoing } from './outgoing.js';
import { Publisher } from './publisher.js';
import { type RejectionLimits, Rejections } from './rejections.js';
import type { Topology } from './topology.js';

/** A CloudEvent as other services get it, and the key they bind for, e.g. `deployment.created`. */
export type Announcement = {
  routingKey: string;
  /** `subject` is the deployment's id. */
  event: { id: string; type: string; subject: string; site: string; traceparent?: string };
  /** Why nobody is told of it: then it is parked for a person, and others go on. */
  fault?: string;
};

/** What queues are bound by at the exchange of single sites; public names. */
const SITE_HEADERS = { site: 'nl-site', event: 'nl-event' };

/** A queue that is full stays so for a while. */
const TELL_EVERY_MS = 60_000;

/** Token of what replaces the limits, for specs. */
const REJECTION_LIMITS = Symbol('rejection limits');

/** Tells other services what happened; they own their queues. */
@Injectable()
export class EventPublisher {
  private readonly logger = new Logger('RabbitMQ');
  private readonly topology: Topology;
  private readonly rejections: Rejections;
  /** A channel on which whole batches were confirmed. */
  private proven: unknown;
  private refused = 0;
  private toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
    @Optional() @Inject(REJECTION_LIMITS) limits?: RejectionLimits,
  ) {
    this.topology = topology;
    this.rejections = new Rejections(limits);
  }

  /** Announcements that a subscriber's queue did not take, or too late: after a newer one of the newsletter. */
  get refusals(): number {
    return this.refused;
  }

  /**
   * In this order. An event that nobody is bound for is confirmed. A subscriber's queue that goes on rejecting one for
   * longer than RabbitMQ may take to elect a leader counts as full, and holds up nobody: the others have it.
   * @throws NotConfirmed with how many of the first ones are in, or fewer.
   */
  async publish(batch: readonly Announcement[]): Promise<void> {
    const messages = batch.map((one) => this.messageOf(one));
    for (let from = 0; from < messages.length;) {
      const part = this.isProven() ? messages.slice(from) : withoutRepeats(messages, from);
      const rejected = await this.offer(part, from);
      if (rejected.size > 0) this.reject(part, { rejected, from });
      else this.rejections.taken();
      from += part.length;
    }
    this.proven = this.publisher.channel;
  }

  /**
   * All at once: each queue has taken something over this channel. Until then it may reject one and take the next,
   * which has its subscriber drop the first; one that is full does so all the time.
   */
  private isProven(): boolean {
    const { channel } = this.publisher;
    return this.rejections.areLasting || (channel !== undefined && channel === this.proven);
  }

  /**
   * Which of them a queue of a subscriber rejected.
   * @throws the error if it is another one, or our own queue rejects what is parked.
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

  /** @throws NotConfirmed while the queue may soon take it. */
  private reject(
    part: readonly Outgoing[],
    { rejected, from }: { rejected: ReadonlySet<Outgoing>; from: number },
  ): void {
    this.proven = undefined;
    this.rejections.rejected();
    const missed = this.rejections.areLasting ? rejected.size : overtaken(part, rejected);
    if (missed > 0) this.tell(missed);
    if (this.rejections.areLasting) return;
    const first = part.findIndex((one) => rejected.has(one));
    const { routingKey } = part[first]!;
    throw notConfirmed(
      `A subscriber's queue rejects '${routingKey}': it is full, or has no leader`,
      from + first,
    );
  }

  private tell(count: number): void {
    this.refused += count;
    const nowMs = performance.now();
    if (nowMs - this.toldAtMs < TELL_EVERY_MS) return;
    this.toldAtMs = nowMs;
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

/** As many from there on as are of different newsletters. */
function withoutRepeats(messages: readonly Outgoing[], from: number): Outgoing[] {
  const newsletters = new Set<string | undefined>();
  const rest = messages.slice(from);
  const end = rest.findIndex(({ correlationId }) => {
    const isRepeated = newsletters.has(correlationId);
    newsletters.add(correlationId);
    return isRepeated;
  });
  return end < 0 ? rest : rest.slice(0, end);
}

/** So many were rejected before a newer one of the newsletter was taken: offered again, a subscriber drops them. */
function overtaken(part: readonly Outgoing[], rejected: ReadonlySet<Outgoing>): number {
  const taken = new Set<string | undefined>();
  return part.toReversed().filter((one) => {
    if (!rejected.has(one)) taken.add(one.correlationId);
    return rejected.has(one) && taken.has(one.correlationId);
  }).length;
}

/** Keeps its headers: redriven, it reaches whom it was meant for. */
function parked({ dead }: Topology['names'], headers: Record<string, string>, fault: string) {
  const error = { [PARKED_HEADERS.error]: fault.slice(0, REASON_CHARS) };
  return { exchange: dead, headers: { ...headers, ...error }, mandatory: true };
}
