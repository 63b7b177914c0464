import { Gauge, Histogram, type Registry } from 'prom-client';
import type { EventStore } from '#event-store';
import { type ConnectingPool, timeWaits } from './pool-waits.js';

type Pool = ConnectingPool & { totalCount: number; idleCount: number; waitingCount: number };

/** An idle one is available at once, a new one within milliseconds; after five seconds the pool gives up. */
const WAIT_BUCKETS_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

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
    const waits = new Histogram({
      name: 'newsletter_pool_wait_seconds',
      help: 'Time spent waiting for a store connection.',
      buckets: WAIT_BUCKETS_SECONDS,
      registers,
    });
    timeWaits(this.pool, (seconds) => waits.observe(seconds));
  }

  private get pool(): Pool {
    return (this.store.dataSource.driver as unknown as { master: Pool }).master;
  }

  async refresh(): Promise<void> {
    const master = this.pool;
    this.connections.set({ state: 'idle' }, master.idleCount);
    this.connections.set({ state: 'busy' }, master.totalCount - master.idleCount);
    this.waiting.set(master.waitingCount);
  }
}
