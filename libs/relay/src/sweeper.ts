import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Lease } from '#event-store';
import { RabbitConnection, brokerTrouble } from '#messaging';
import { PollingLoop } from './polling-loop.js';
import { RELAY_SETTINGS, type RelaySettings } from './settings.js';
import { WakeUpSender } from './wake-up-sender.js';

/**
 * Sends the broker what it has lost, what is due soon, and what was not finished: expired
 * leases, probes of held brands. One process at a time does it.
 */
@Injectable()
export class Sweeper {
  private readonly loop = new PollingLoop('sweeper', () => this.round());
  private readonly lease: Lease;
  private swept = 0;

  constructor(
    store: EventStore,
    private readonly connection: RabbitConnection,
    private readonly wakeUps: WakeUpSender,
    @Inject(RELAY_SETTINGS) private readonly settings: RelaySettings,
  ) {
    this.lease = new Lease(store.dataSource, 'sweeper');
  }

  /** Why it is held up, without secrets; undefined if it is not. */
  get fault(): string | undefined {
    return brokerTrouble(this.connection) ?? this.loop.fault;
  }

  /** Wake-ups that it sent once more, because the broker lost them or they were not finished. */
  get repairs(): number {
    return this.swept;
  }

  start(): void {
    this.loop.start();
  }

  async close(): Promise<void> {
    await this.loop.stop();
    // If the store is unavailable, it expires.
    await this.lease.release().catch(() => undefined);
  }

  private async round(): Promise<number> {
    const { connection, wakeUps } = this;
    const { sweepMs, leaseMs } = this.settings;
    try {
      if (brokerTrouble(connection) !== undefined) return sweepMs;
      if (!(await this.lease.hold(leaseMs))) return sweepMs;
      const { again, isMore } = await wakeUps.sweep();
      this.swept += again;
      return isMore ? 0 : sweepMs;
    } catch (error) {
      // Another process may have what this one is missing.
      await this.lease.release().catch(() => undefined);
      throw error;
    }
  }
}
