import { Gauge, type Registry } from 'prom-client';
import { type Deployments, type EventStore, examineStore } from '#event-store';
import type { ParkedItems } from '../parked/parked-items.js';

/** Wake-ups come within seconds: what waits longer is looked at by nobody. */
const OVERDUE_MS = 2 * 60_000;

type StoreParts = { store: EventStore; deployments: Deployments; parkedItems: ParkedItems };

/** Where all newsletters stand, as the store has it at each scrape. */
export class StoreGauges {
  private readonly up: Gauge;
  private readonly clock: Gauge;
  private readonly overdue: Gauge;
  private readonly count: Gauge<'brand' | 'status'>;
  private readonly held: Gauge<'brand'>;
  private readonly parked: Gauge;

  constructor(
    registry: Registry,
    private readonly parts: StoreParts,
  ) {
    const registers = [registry];
    this.up = new Gauge({
      name: 'newsletter_store_up',
      help: '1 if the store responded.',
      registers,
    });
    this.clock = new Gauge({
      name: 'newsletter_clock_steady',
      help: '0 while the database’s clock is unsteady; nothing is started or sent.',
      registers,
    });
    this.overdue = new Gauge({
      name: 'newsletter_deployments_overdue',
      help: 'Newsletters with a step that has been due for more than two minutes.',
      registers,
    });
    this.count = new Gauge({
      name: 'newsletter_deployments',
      help: 'Newsletters by brand and status.',
      labelNames: ['brand', 'status'],
      registers,
    });
    this.held = new Gauge({
      name: 'newsletter_brand_held',
      help: '1 if no call is made for the brand right now.',
      labelNames: ['brand'],
      registers,
    });
    this.parked = new Gauge({
      name: 'newsletter_parked',
      help: 'Parked messages that wait for a person.',
      registers,
    });
  }

  async refresh(): Promise<void> {
    // What the store told last is no longer known to be so.
    this.count.reset();
    this.held.reset();
    this.clock.remove();
    this.overdue.remove();
    this.parked.remove();
    const { store, deployments, parkedItems } = this.parts;
    try {
      this.clock.set((await store.clock.trouble()) === undefined ? 1 : 0);
      const { overdue } = await examineStore(store.dataSource, OVERDUE_MS);
      this.overdue.set(overdue);
      for (const { brand, status, count } of await deployments.counts()) {
        this.count.set({ brand, status }, count);
      }
      for (const brand of (await deployments.brandHolds()).keys()) this.held.set({ brand }, 1);
      this.parked.set(await parkedItems.count());
      this.up.set(1);
    } catch {
      this.up.set(0);
    }
  }
}
