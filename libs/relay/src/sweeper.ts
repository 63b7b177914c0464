import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Lease } from '#event-store';
import { RabbitConnection, brokerTrouble } from '#messaging';
import { PollingLoop } from './polling-loop.js';
import { RELAY_SETTINGS, type RelaySettings } from './settings.js';
import { WakeUpSender } from './wake-up-sender.js';

/**
 * Gives the broker again what it has lost, and what has come near, and what nobody finished: leases
 * that are over, probes of held brands. Of all processes one does it at a time.
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

  /** Why it is held up, without secrets; undefined when it is not. */
  get fault(): string | undefined {
    return brokerTrouble(this.connection) ?? this.loop.fault;
  }

  /** Wake-ups that it sent once more, because the broker lost them or nobody finished them. */
  get repairs(): number {
    return this.swept;
  }

  start(): void {
    this.loop.start();
  }

  async close(): Promise<void> {
    await this.loop.stop();
    // Away with its store, it ends by itself.
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
      // Another process may have what this one lacks.
      await this.lease.release().catch(() => undefined);
      throw error;
    }
  }
}
