import { type EventStore, Lease } from '#event-store';
import type { RabbitConnection } from '#messaging';
import { Rounds } from './rounds.js';
import type { RelaySettings } from './settings.js';
import type { TickSender } from './tick-sender.js';

export type SweeperParts = { store: EventStore; connection: RabbitConnection; ticks: TickSender };

/**
 * Gives the broker again what it has lost, and what has come near, and what nobody finished: leases
 * that are over, probes of held brands. Of all processes one does it at a time.
 */
export class Sweeper {
  private readonly rounds = new Rounds('sweeper', () => this.round());
  private readonly lease: Lease;

  constructor(
    private readonly parts: SweeperParts,
    private readonly settings: RelaySettings,
  ) {
    this.lease = new Lease(parts.store.dataSource, 'sweeper');
  }

  /** Why it is held up, without secrets; undefined when it is not. */
  get fault(): string | undefined {
    const { fault } = this.parts.connection;
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
    const { connection, ticks } = this.parts;
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
