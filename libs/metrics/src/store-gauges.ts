import { Gauge, type Registry } from 'prom-client';
import { type Deployments, type EventStore, type Figures, examineStore } from '#event-store';
import { StoreRead } from './store-read.js';

/** Wake-ups come within seconds: what waits longer is not being processed. */
const OVERDUE_MS = 2 * 60_000;

export type StoreDependencies = {
  store: EventStore;
  deployments: Deployments;
  figures: Figures;
  /** How many messages wait for a person. */
  countParked: () => Promise<number>;
  /** How large the store may grow, if known. */
  limitBytes?: number;
};

/** The status of all newsletters, read from the store at each scrape. */
export class StoreGauges {
  private readonly gauges;
  private readonly read: StoreRead<Readings>;

  constructor(
    registry: Registry,
    private readonly dependencies: StoreDependencies,
  ) {
    this.gauges = gaugesIn(registry);
    this.read = new StoreRead(() => readFrom(dependencies));
  }

  /** The last values may be outdated: they are removed at the moment the new ones are set. */
  async refresh(): Promise<void> {
    const readings = await this.read.result();
    const { up, ...others } = this.gauges;
    for (const gauge of Object.values(others)) gauge.reset();
    for (const gauge of withoutLabels(others)) gauge.remove();
    up.set(readings ? 1 : 0);
    if (readings) this.set(readings);
  }

  private set(readings: Readings): void {
    const { gauges } = this;
    gauges.clock.set(readings.isClockSteady ? 1 : 0);
    gauges.overdue.set(readings.overdue);
    for (const { brand, status, count } of readings.counts)
      gauges.count.set({ brand, status }, count);
    for (const brand of readings.held) gauges.held.set({ brand }, 1);
    gauges.parked.set(readings.parked);
    gauges.oldest.set(readings.oldest);
    for (const { brand, seconds } of readings.next) gauges.next.set({ brand }, seconds);
    for (const { brand, seconds } of readings.notTakenBack)
      gauges.notTakenBack.set({ brand }, seconds);
    for (const { brand, count } of readings.unwanted) gauges.unwanted.set({ brand }, count);
    gauges.connections.set(readings.server.connections);
    gauges.maxConnections.set(readings.server.maxConnections);
    gauges.bytes.set(readings.server.bytes);
    const { limitBytes } = this.dependencies;
    if (limitBytes !== undefined) gauges.limit.set(limitBytes);
  }
}

type Readings = Awaited<ReturnType<typeof readFrom>>;

async function readFrom({ store, deployments, figures, countParked }: StoreDependencies) {
  return {
    isClockSteady: (await store.clock.trouble()) === undefined,
    overdue: (await examineStore(store.dataSource, OVERDUE_MS)).overdue,
    counts: await deployments.counts(),
    held: [...(await deployments.brandHolds()).keys()],
    parked: await countParked(),
    oldest: await figures.oldestDueSeconds(),
    next: await figures.nextSends(),
    notTakenBack: await figures.notTakenBack(),
    unwanted: await figures.sentAfterWithdrawal(),
    server: await figures.server(),
  };
}

type Gauges = ReturnType<typeof gaugesIn>;

/** A gauge without labels shows 0 until it is removed. */
function withoutLabels(gauges: Omit<Gauges, 'up'>): Gauge[] {
  const { clock, overdue, oldest, parked, connections, maxConnections, bytes, limit } = gauges;
  return [clock, overdue, oldest, parked, connections, maxConnections, bytes, limit];
}

function gaugesIn(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `newsletter_${name}`, help, labelNames, registers: [registry] });
  return {
    up: gauge('store_up', '1 if the store responded.'),
    clock: gauge(
      'clock_steady',
      '0 while the database’s clock is unsteady; nothing is started or sent.',
    ),
    overdue: gauge(
      'deployments_overdue',
      'Newsletters with a step that has been due for more than two minutes.',
    ),
    oldest: gauge(
      'oldest_due_seconds',
      'For how long the oldest due step has waited; 0 if none does.',
    ),
    count: gauge('deployments', 'Newsletters by brand and status.', 'brand', 'status'),
    held: gauge('brand_held', '1 if no call is made for the brand right now.', 'brand'),
    next: gauge(
      'next_send_seconds',
      'Time until the next send of a newsletter that is not scheduled at Omeda yet.',
      'brand',
    ),
    notTakenBack: gauge(
      'not_taken_back_seconds',
      'Time until Omeda sends a newsletter that was to be taken back and could not be.',
      'brand',
    ),
    unwanted: gauge(
      'sent_after_withdrawal',
      'Newsletters that Omeda sent within the last day although they were withdrawn.',
      'brand',
    ),
    parked: gauge('parked', 'Parked messages that wait for a person.'),
    connections: gauge(
      'store_connections',
      'Connections to the PostgreSQL server from all clients.',
    ),
    maxConnections: gauge('store_max_connections', 'Connections that PostgreSQL allows.'),
    bytes: gauge('store_size_bytes', 'Size of the database.'),
    limit: gauge('store_limit_bytes', 'STORE_LIMIT_GB: what the database may grow to.'),
  };
}
