import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  type BrandCalls,
  CallRecords,
  Deployments,
  EventStore,
  Overview,
  examineStore,
} from '#event-store';
import { RabbitConnection } from '#messaging';
import { relayLag } from '#relay';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { ParkedItems } from '../parked/parked-items.js';

const LATE_MS = 2 * 60_000;
const HOURS = 24;

/** The state of the whole service, for operators. */
@Injectable()
export class OperationsReader {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;
  @Inject(CallRecords) private readonly calls!: CallRecords;
  /** Only in processes that use a broker. */
  @Optional() @Inject(RabbitConnection) private readonly connection?: RabbitConnection;

  constructor(
    private readonly store: EventStore,
    private readonly overview: Overview,
    private readonly deployments: Deployments,
    private readonly parkedItems: ParkedItems,
  ) {}

  async read() {
    const [now, examined, upcoming, running, counts, parked, brands, broker] = await Promise.all([
      this.store.now(),
      examineStore(this.store.dataSource, LATE_MS),
      this.overview.upcoming(HOURS),
      this.overview.running(),
      this.deployments.counts(),
      this.parkedItems.count(),
      this.brands(),
      this.broker(),
    ]);
    return {
      now,
      transport: broker ? 'rabbitmq' : 'embedded',
      overdue: examined.overdue,
      upcoming: upcoming.map(({ hour, count }) => ({ hour: hour.toISOString(), count })),
      running: running.map(({ since, ...one }) => ({ ...one, since: since.toISOString() })),
      broker,
      brands,
      counts,
      parked,
    };
  }

  private async brands() {
    const [holds, inProgress] = await Promise.all([
      this.deployments.brandHolds(),
      this.overview.brands(),
    ]);
    const known = this.settings.sites.brands;
    const names = new Set([...known.keys(), ...inProgress.map(({ brand }) => brand)]);
    const calls = await this.calls.lastHour([...names]);
    return [...names].map((brand) => {
      const hold = holds.get(brand);
      const open = inProgress.find((one) => one.brand === brand);
      return {
        brand,
        environment: known.get(brand)?.environment ?? null,
        held: hold !== undefined,
        words: hold?.words ?? null,
        probeAt: hold?.probeAt ?? null,
        open: open?.open ?? 0,
        nextSendAt: open?.nextSendAt?.toISOString() ?? null,
        calls: callsOf(calls.find((one) => one.brand === brand)),
      };
    });
  }

  private async broker() {
    if (!this.connection) return null;
    const { events, ms } = await relayLag(this.store);
    return { connected: this.connection.connected, lagEvents: events, lagSeconds: ms / 1000 };
  }
}

function callsOf({ count, failed, p50Ms, p95Ms }: Partial<BrandCalls> = {}) {
  return { count: count ?? 0, failed: failed ?? 0, p50Ms: p50Ms ?? null, p95Ms: p95Ms ?? null };
}
