import { setTimeout } from 'node:timers/promises';
import type { Channel, GetMessage } from 'amqplib';
import { Injectable } from '@nestjs/common';
import { v4 as uuid } from 'uuid';
import { backOffMs } from '../../back-off.js';
import { RabbitConnection } from '../connection/connection.js';
import { PARKED_HEADERS } from '../messages/parked-copy.js';
import { type ParkedMessage, idOf, parkedMessageOf } from '../messages/parked-message.js';
import type { Outgoing } from '../messages/outgoing.js';
import { Publisher } from '../publishing/publisher.js';
import { acknowledge } from '../consuming/settle.js';
import { wakeUpMessage } from '../messages/wake-up-message.js';

/** More than anybody reads; a listing holds all of them in memory. */
const LIST_LIMIT = 1_000;
/** How often to look for a message while another reader holds some: with the waits, three seconds. */
const READS = 7;
const READ_AGAIN_MS = 50;

/** It is not among what is parked, of which another reader holds some. */
export class ParkedHidden extends Error {
  override name = 'ParkedHidden';
}

/**
 * What is parked, over stock AMQP. A message that another reader holds at this moment is hidden from us.
 * Reading returns each with its channel's end, and counts for nothing: the queue's limit of
 * deliveries is out of reach.
 */
@Injectable()
export class ParkedMessages {
  private lastRead: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: RabbitConnection,
    private readonly publisher: Publisher,
  ) {}

  /** The longest parked first. */
  async list(limit = LIST_LIMIT): Promise<ParkedMessage[]> {
    return this.onChannel(async (channel) => {
      const messages: GetMessage[] = [];
      while (messages.length < limit) {
        const message = await this.get(channel);
        if (!message) break;
        messages.push(message);
      }
      return messages.map((message) => this.describe(message));
    });
  }

  async show(messageId: string): Promise<ParkedMessage | undefined> {
    return this.onChannel(async (channel) => {
      const [message] = (await this.find(channel, messageId)).copies;
      return message && this.describe(message);
    });
  }

  /**
   * Sends it to its original destination, its attempts counted from zero. Interrupted, it is
   * still parked and may be redriven again: a repeated wake-up does nothing twice.
   * @returns what was redriven; undefined if no such message is parked.
   * @throws NotConfirmed if the broker did not accept it; it stays parked then.
   * @throws ParkedHidden if it may be parked; nothing was done then.
   */
  async redrive(messageId: string): Promise<ParkedMessage | undefined> {
    return this.takeOut(messageId, (message) => this.publisher.publish(this.redriven(message)));
  }

  /**
   * Discards it. @returns what was discarded; undefined if no such message is parked.
   * @throws ParkedHidden if it may be parked; nothing was done then.
   */
  async discard(messageId: string): Promise<ParkedMessage | undefined> {
    return this.takeOut(messageId, () => Promise.resolve());
  }

  private async takeOut(messageId: string, before: Before): Promise<ParkedMessage | undefined> {
    for (let read = 1; read <= READS; read += 1) {
      if (read > 1) await setTimeout(backOffMs(READ_AGAIN_MS, read - 1));
      const { taken, isWhole } = await this.takeIfSeen(messageId, before);
      if (taken || isWhole) return taken;
    }
    const { parked } = this.connection.topology.names;
    throw new ParkedHidden(`Somebody else holds messages of '${parked}' at this moment`);
  }

  /** Copies of one message (a process ended while it parked it) are handled together. */
  private takeIfSeen(messageId: string, before: Before) {
    return this.onChannel(async (channel) => {
      const { copies, isWhole } = await this.find(channel, messageId);
      const [first] = copies;
      if (!first) return { taken: undefined, isWhole };
      await before(first);
      for (const copy of copies) acknowledge(channel, copy);
      return { taken: this.describe(first), isWhole };
    });
  }

  /**
   * `isWhole`: nobody else held any. RabbitMQ counts each message that is fetched and not yet acknowledged
   * as a consumer of its quorum queue.
   */
  private async find(channel: Channel, messageId: string) {
    const copies: GetMessage[] = [];
    let held = 0;
    for (let message = await this.get(channel); message; message = await this.get(channel)) {
      held += 1;
      if (idOf(message) === messageId) copies.push(message);
    }
    const { parked } = this.connection.topology.names;
    const { messageCount, consumerCount } = await channel.checkQueue(parked);
    return { copies, isWhole: messageCount === 0 && consumerCount <= held };
  }

  private get(channel: Channel): Promise<GetMessage | false> {
    return channel.get(this.connection.topology.names.parked);
  }

  private describe(message: GetMessage): ParkedMessage {
    return parkedMessageOf(message, this.connection.topology.names);
  }

  /** New headers: with a copied `x-death` RabbitMQ 3.10 drops a message that is delayed again. */
  private redriven(message: GetMessage): Outgoing {
    const { topology } = this.connection;
    const { wakeUp, routingKey } = this.describe(message);
    const { properties, content } = message;
    if (wakeUp) return { ...wakeUpMessage(topology, wakeUp, { dueInMs: 0 }), routingKey };
    const { commands, events } = topology.names;
    return {
      exchange: isAnnouncement(routingKey) ? events : commands,
      routingKey,
      content,
      contentType: String(properties.contentType ?? 'application/json'),
      messageId: uuid(),
      type: String(properties.type ?? 'unknown'),
      headers: ownHeaders(properties.headers ?? {}),
    };
  }

  /** One reader at a time: each hides what it reads from the others. */
  private onChannel<T>(work: (channel: Channel) => Promise<T>): Promise<T> {
    const read = this.lastRead.then(() => this.read(work));
    this.lastRead = read.catch(() => undefined);
    return read;
  }

  private async read<T>(work: (channel: Channel) => Promise<T>): Promise<T> {
    const channel = await this.connection.openChannel();
    try {
      return await work(channel);
    } finally {
      await channel.close().catch(() => undefined);
    }
  }
}

type Before = (message: GetMessage) => Promise<void>;

/** A public event that was set aside: it was never meant for the deployer. */
const isAnnouncement = (routingKey: string) => routingKey.startsWith('deployment.');

/** A foreign message's own headers, without the broker's and without earlier reasons. */
function ownHeaders(headers: Record<string, unknown>): Record<string, string | number> {
  const reasons: string[] = Object.values(PARKED_HEADERS);
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | number] =>
        !entry[0].startsWith('x-') &&
        !reasons.includes(entry[0]) &&
        ['string', 'number'].includes(typeof entry[1]),
    ),
  );
}
