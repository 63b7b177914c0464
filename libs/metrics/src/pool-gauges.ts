import { Gauge, type Registry } from 'prom-client';
import type { EventStore } from '#event-store';

type Pool = { totalCount: number; idleCount: number; waitingCount: number };

/** Connections of this process to the store. */
export class PoolGauges {
  private readonly connections: Gauge<'state'>;
  private readonly waiting: Gauge;

  constructor(
    registry: Registry,
    private readonly store: EventStore,
  ) {
    const registers = [registry];
    this.connections = new Gauge({
      name: 'newsletter_pool_connections',
      help: 'Connections of this process to the store, by state: idle or busy.',
      labelNames: ['state'],
      registers,
    });
    this.waiting = new Gauge({
      name: 'newsletter_pool_waiting',
      help: 'Queries of this process that wait for a connection to the store.',
      registers,
    });
  }

  async refresh(): Promise<void> {
    const { master } = this.store.dataSource.driver as unknown as { master: Pool };
    this.connections.set({ state: 'idle' }, master.idleCount);
    this.connections.set({ state: 'busy' }, master.totalCount - master.idleCount);
    this.waiting.set(master.waitingCount);
  }
}
