import { Injectable } from '@nestjs/common';
import { RabbitConnection } from './connection.js';
import { PARKED_HEADERS, REASON_CHARS } from './parked-copy.js';
import type { Outgoing } from './outgoing.js';
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

/** Tells other services what happened; they own their queues. */
@Injectable()
export class EventPublisher {
  private readonly topology: Topology;

  constructor(
    private readonly publisher: Publisher,
    { topology }: RabbitConnection,
  ) {
    this.topology = topology;
  }

  /**
   * In this order, with one wait for all confirms. An event that nobody is bound for is confirmed.
   * @throws NotConfirmed with how many of the first ones are in.
   */
  async publish(batch: readonly Announcement[]): Promise<void> {
    await this.publisher.publishAll(batch.map((one) => this.messageOf(one)));
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
      ...(fault === undefined ? { exchange: names.events, headers } : parked(names, fault)),
      routingKey,
      content: Buffer.from(JSON.stringify(event)),
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      type: event.type,
      correlationId: event.subject,
    };
  }
}

function parked({ dead }: Topology['names'], fault: string) {
  const headers = { [PARKED_HEADERS.error]: fault.slice(0, REASON_CHARS) };
  return { exchange: dead, headers, mandatory: true };
}
