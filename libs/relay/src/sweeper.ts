import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Lease } from '#event-store';
import { RabbitConnection } from '#messaging';
import { Rounds } from './rounds.js';
import { RELAY_SETTINGS, type RelaySettings } from './settings.js';
import { TickSender } from './tick-sender.js';

/**
 * Gives the broker again what it has lost, and what has come near, and what nobody finished: leases
 * that are over, probes of held brands. Of all processes one does it at a time.
 */
@Injectable()
export class Sweeper {
  private readonly rounds = new Rounds('sweeper', () => this.round());
  private readonly lease: Lease;

  constructor(
    store: EventStore,
    private readonly connection: RabbitConnection,
    private readonly ticks: TickSender,
    @Inject(RELAY_SETTINGS) private readonly settings: RelaySettings,
  ) {
    this.lease = new Lease(store.dataSource, 'sweeper');
  }

  /** Why it is held up, without secrets; undefined when it is not. */
  get fault(): string | undefined {
    const { fault } = this.connection;
    return fault === undefined ? this.rounds.fault : `RabbitMQ is away: ${fault}`;
  }

  start(): void {
    this.rounds.start();
  }

  async close(): Promise<void> {
    await this.rounds.stop();
    // Away with its store, it ends by itself.
    await this.lease.release().catch(() => undefined);
  }

  private async round(): Promise<number> {
    const { connection, ticks } = this;
    const { sweepMs, leaseMs } = this.settings;
    try {
      if (!connection.connected) return sweepMs;
      if (!(await this.lease.hold(leaseMs))) return sweepMs;
      return (await ticks.sweep()) ? 0 : sweepMs;
    } catch (error) {
      // Another process may have what this one lacks.
      await this.lease.release().catch(() => undefined);
      throw error;
    }
  }
}
