import { Injectable, Logger } from '@nestjs/common';
import { RabbitConnection } from './connection.js';
import { PARKED_HEADERS, REASON_CHARS } from './parked-copy.js';
import { NotConfirmed, type Outgoing } from './outgoing.js';
import { Publisher } from './publisher.js';
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

/** Tells other services what happened; they own their queues. */
@Injectable()
export class EventPublisher {
  private readonly logger = new Logger('RabbitMQ');
  private readonly topology: Topology;
  private refused = 0;
  private toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
  ) {
    this.topology = topology;
  }

  /** Announcements that a subscriber's queue did not take, or too late: after a newer one of the newsletter. */
  get refusals(): number {
    return this.refused;
  }

  /**
   * In this order, with one wait for all confirms. An event that nobody is bound for is confirmed. A
   * subscriber's queue that refuses one holds up nobody: the others have it.
   * @throws NotConfirmed with how many of the first ones are in, or fewer.
   */
  async publish(batch: readonly Announcement[]): Promise<void> {
    const messages = batch.map((one) => this.messageOf(one));
    const rejected = await this.offer(messages);
    if (rejected.size === 0) return;
    // A queue in trouble takes it the second time; a full one does not.
    const again = fromRejectedOn(messages.filter(this.isPublic), rejected);
    const missed = missedOf(again, { rejected, still: await this.offer(again) });
    if (missed.length > 0) this.tell(missed.length);
  }

  private readonly isPublic = ({ exchange }: Outgoing) => exchange === this.topology.names.events;

  /**
   * Which of them a queue of a subscriber rejected.
   * @throws the error if it is another one, or our own queue rejects what is parked.
   */
  private async offer(messages: readonly Outgoing[]): Promise<ReadonlySet<Outgoing>> {
    try {
      await this.publisher.publishAll(messages);
      return new Set();
    } catch (error) {
      const rejected = error instanceof NotConfirmed ? error.rejected : undefined;
      const found = rejected?.map((index) => messages[index]!) ?? [];
      if (found.length === 0 || !found.every(this.isPublic)) throw error;
      return new Set(found);
    }
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

/** What was rejected, and what follows it of its newsletter: alone, it would come after that. */
function fromRejectedOn(messages: readonly Outgoing[], rejected: ReadonlySet<Outgoing>) {
  const newsletters = new Set<string | undefined>();
  return messages.filter((one) => {
    if (rejected.has(one)) newsletters.add(one.correlationId);
    return newsletters.has(one.correlationId);
  });
}

/** A newer one that was taken the first time has a subscriber drop what is taken the second time. */
function missedOf(
  again: readonly Outgoing[],
  { rejected, still }: Record<'rejected' | 'still', ReadonlySet<Outgoing>>,
): Outgoing[] {
  const overtaken = new Set<string | undefined>();
  return again.toReversed().filter((one) => {
    if (!rejected.has(one)) overtaken.add(one.correlationId);
    return rejected.has(one) && (still.has(one) || overtaken.has(one.correlationId));
  });
}

/** Keeps its headers: redriven, it reaches whom it was meant for. */
function parked({ dead }: Topology['names'], headers: Record<string, string>, fault: string) {
  const error = { [PARKED_HEADERS.error]: fault.slice(0, REASON_CHARS) };
  return { exchange: dead, headers: { ...headers, ...error }, mandatory: true };
}
