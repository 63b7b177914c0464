import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  Timers,
  EventStore,
  type FeedEntry,
  Lease,
  RefusedAnnouncements,
  RelayBatch,
  type Turn,
  AppendNotifier,
} from '#event-store';
import { EventPublisher, NotConfirmed, RabbitConnection, brokerTrouble } from '#messaging';
import { announce } from './announcer.js';
import { Checkpoint } from './checkpoint.js';
import { pauseAfter } from './pause.js';
import { PollingLoop } from './polling-loop.js';
import { RELAY_SETTINGS, type RelaySettings } from './settings.js';
import { WakeUpSender } from './wake-up-sender.js';

/** Name of the lease, and of the position up to which everything is with the broker. */
const LEASE = 'relay';

/** Events not yet with the broker, whichever process relays, and the age of the first in ms. */
export function relayLag(store: EventStore): Promise<{ events: number; ms: number }> {
  return store.feedLag(LEASE);
}

/**
 * Sends what is appended to the broker, in feed order: public events to other services, and wake-ups
 * of what is due. One process at a time does it. It records its position after the broker's
 * confirms, so its successor repeats what may have been sent, and skips nothing.
 */
@Injectable()
export class Relay {
  @Inject(RabbitConnection) private readonly connection!: RabbitConnection;
  @Inject(Timers) private readonly timers!: Timers;
  @Inject(EventPublisher) private readonly events!: EventPublisher;
  @Inject(RefusedAnnouncements) private readonly refused!: RefusedAnnouncements;
  private readonly loop = new PollingLoop('relay', () => this.round());
  private readonly position: Checkpoint;
  private stopListening: (() => void) | undefined;
  private idleMs: number;
  private recordedRefusals = 0;

  constructor(
    private readonly store: EventStore,
    private readonly wakeUps: WakeUpSender,
    private readonly appends: AppendNotifier,
    @Inject(RELAY_SETTINGS) private readonly settings: RelaySettings,
  ) {
    const { dataSource } = store;
    const lease = new Lease(dataSource, LEASE);
    const relayBatch = new RelayBatch(store, lease, {
      ...wakeUps.settings,
      batch: settings.batch,
    });
    this.position = new Checkpoint(lease, relayBatch, settings.leaseMs);
    this.idleMs = settings.pollMs;
  }

  /** It is this process that relays. */
  get isHolder(): boolean {
    return this.position.isHeld;
  }

  /** Why it is held up, without secrets; undefined if it is not. */
  get fault(): string | undefined {
    return brokerTrouble(this.connection) ?? this.loop.fault;
  }

  async lag(): Promise<{ events: number; ms: number }> {
    return relayLag(this.store);
  }

  start(): void {
    // A process without the lease does not get it by polling more often.
    this.stopListening ??= this.appends.on(() => {
      if (this.isHolder) this.loop.notify();
    });
    this.loop.start();
  }

  /** Finishes the batch in progress, and lets the next process in at once. */
  async close(): Promise<void> {
    this.stopListening?.();
    await this.loop.stop();
    // If the store is unavailable, it expires.
    await this.position.giveUp().catch(() => undefined);
  }

  private async round(): Promise<number> {
    const { connection } = this;
    const { batch, pollMs, idlePollMs } = this.settings;
    try {
      if (brokerTrouble(connection) !== undefined) {
        await this.position.giveUp();
        return idlePollMs;
      }
      const startedMs = performance.now();
      const turn = await this.position.next();
      const readAtMs = performance.now();
      if (!turn) return idlePollMs;
      const count = turn.entries.length;
      if (count === 0) return (this.idleMs = Math.min(idlePollMs, this.idleMs * 2));
      await this.relay(turn, readAtMs);
      this.idleMs = pollMs;
      // The next batch records this one, and has all that was appended in the meantime.
      if (count < batch) await delay(pauseAfter(performance.now() - startedMs, this.settings));
      return 0;
    } catch (error) {
      // Another process may have what this one is missing: a broker, or a newer release.
      await this.position.giveUp().catch(() => undefined);
      throw error;
    }
  }

  /** `readAtMs`: since then what was read has come nearer. */
  private async relay({ entries, wakeUps }: Turn, readAtMs: number): Promise<void> {
    const announced = await announce(this.events, entries);
    await this.recordRefusals();
    await leftToSweeper(this.wakeReleased(announced.entries));
    if ('failure' in announced) {
      const { touched, others } = dividedBy(announced.entries, wakeUps);
      await this.wakeUps.takeBack(others);
      await leftToSweeper(this.wakeUps.send(touched, readAtMs));
    } else await leftToSweeper(this.wakeUps.send(wakeUps, readAtMs));
    const last = announced.entries.at(-1);
    if (last) this.position.carried(last.position);
    if ('failure' in announced) throw announced.failure;
  }

  /** For the doctor, which may run in another process. */
  private async recordRefusals(): Promise<void> {
    const { refusals } = this.events;
    const count = refusals - this.recordedRefusals;
    if (count === 0) return;
    await this.refused.record(count);
    this.recordedRefusals = refusals;
  }

  /** What waited for a held brand is woken at once, and not only by the next sweep. */
  private async wakeReleased(entries: readonly FeedEntry[]): Promise<void> {
    const released = entries.filter(({ event }) => event.type === 'BrandReleased');
    const brands = new Set(released.map(({ event }) => event.stream.id));
    for (const brand of brands) await this.timers.wakeAgain(brand);
    if (brands.size > 0) await this.wakeUps.sweep();
  }
}

/** A queue that rejects wake-ups holds up no announcement: they are withdrawn, and swept later. */
async function leftToSweeper(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!(error instanceof NotConfirmed)) throw error;
  }
}

/** Wake-ups of the deployments of these entries, and the others. */
function dividedBy(entries: readonly FeedEntry[], wakeUps: Turn['wakeUps']) {
  const ids = new Set(entries.map(({ event }) => event.stream.id));
  return {
    touched: wakeUps.filter(({ timer }) => ids.has(timer.deploymentId)),
    others: wakeUps.filter(({ timer }) => !ids.has(timer.deploymentId)),
  };
}
