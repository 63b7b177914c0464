import { Alarms, type EventStore, type FeedEntry, Lease } from '#event-store';
import type { EventPublisher, RabbitConnection } from '#messaging';
import { announce } from './announcer.js';
import { HeldPosition } from './held-position.js';
import { Rounds } from './rounds.js';
import type { RelaySettings } from './settings.js';
import type { TickSender } from './tick-sender.js';

export type RelayParts = {
  store: EventStore;
  connection: RabbitConnection;
  events: EventPublisher;
  ticks: TickSender;
};

/** Name of the lease, and of the position up to which everything is with the broker. */
const LEASE = 'relay';

/** Events not yet with the broker, whichever process relays, and the age of the first in ms. */
export function relayLag(store: EventStore): Promise<{ events: number; ms: number }> {
  return store.feedLag(LEASE);
}

/**
 * Carries what is appended to the broker, in feed order: public events to other services, and ticks
 * of what is due. Of all processes one does it at a time. It records its position after the broker's
 * confirms, so whoever goes on repeats what may have been sent, and leaves nothing out.
 */
export class Relay {
  private readonly rounds = new Rounds('relay', () => this.round());
  private readonly position: HeldPosition;
  private readonly alarms: Alarms;
  private stopListening: (() => void) | undefined;
  private idleMs: number;

  constructor(
    private readonly parts: RelayParts,
    private readonly settings: RelaySettings,
  ) {
    const { dataSource } = parts.store;
    this.position = new HeldPosition(new Lease(dataSource, LEASE), settings.leaseMs);
    this.alarms = new Alarms(dataSource);
    this.idleMs = settings.pollMs;
  }

  /** It is this process that relays. */
  get isHolder(): boolean {
    return this.position.isHeld;
  }

  /** Why it is held up, without secrets; undefined when it is not. */
  get fault(): string | undefined {
    const { fault } = this.parts.connection;
    return fault === undefined ? this.rounds.fault : `RabbitMQ is away: ${fault}`;
  }

  async lag(): Promise<{ events: number; ms: number }> {
    return relayLag(this.parts.store);
  }

  start(): void {
    this.stopListening ??= this.parts.store.onAppended(() => this.rounds.ring());
    this.rounds.start();
  }

  /** Finishes the batch in hand, and lets the next process in at once. */
  async close(): Promise<void> {
    this.stopListening?.();
    await this.rounds.stop();
    // Away with its store, it ends by itself.
    await this.position.giveUp().catch(() => undefined);
  }

  private async round(): Promise<number> {
    const { connection, store } = this.parts;
    const { batch, pollMs, idlePollMs } = this.settings;
    try {
      if (!connection.connected) {
        await this.position.giveUp();
        return idlePollMs;
      }
      const position = await this.position.take();
      if (position === undefined) return idlePollMs;
      const entries = await store.feed(position, batch);
      if (entries.length > 0) await this.relay(entries);
      this.idleMs = entries.length > 0 ? pollMs : Math.min(idlePollMs, this.idleMs * 2);
      return entries.length < batch ? this.idleMs : 0;
    } catch (error) {
      // Another process may have what this one lacks: a broker, or a newer release.
      await this.position.giveUp().catch(() => undefined);
      throw error;
    }
  }

  private async relay(read: readonly FeedEntry[]): Promise<void> {
    const { entries, failure } = await announce(this.parts.events, read);
    const last = entries.at(-1);
    if (last) {
      await this.ringReleased(entries);
      await this.parts.ticks.sendTouched(deploymentsOf(entries), this.position.isUnsure);
      await this.position.advance(last.position);
    }
    if (failure) throw failure;
  }

  /** What waited for a held brand is ticked at once, and not only by the next sweep. */
  private async ringReleased(entries: readonly FeedEntry[]): Promise<void> {
    const released = entries.filter(({ event }) => event.type === 'BrandReleased');
    const brands = new Set(released.map(({ event }) => event.stream.id));
    for (const brand of brands) await this.alarms.ringAgain(brand);
    if (brands.size > 0) await this.parts.ticks.sweep();
  }
}

function deploymentsOf(entries: readonly FeedEntry[]): string[] {
  const streams = entries.map(({ event }) => event.stream);
  const own = streams.filter(({ category }) => category === 'deployment');
  return [...new Set(own.map(({ id }) => id))];
}
