import type { Fault } from '../../apps/sandbox/src/model/faults.js';
import type { World } from '../../apps/sandbox/src/model/world.js';
import type { Chance } from './chance.js';
import { CALL_TIMEOUT_SECONDS, LATEST_CALL_MS, pause } from './scale.js';

/** Omeda's constant faults: about a tenth of the calls. */
const FAULTS: Fault[] = [
  { rate: 0.02, drop: true, when: 'after' },
  { rate: 0.01, drop: true },
  { rate: 0.01, hang: true, when: 'after' },
  { rate: 0.005, hang: true },
  { rate: 0.01, delayMs: CALL_TIMEOUT_SECONDS * 1_000 + 200 },
  { rate: 0.01, delayMs: LATEST_CALL_MS / 2 },
  { rate: 0.005, delayMs: LATEST_CALL_MS },
  { rate: 0.02, status: 503, text: 'Service unavailable.' },
  { rate: 0.01, status: 500, text: 'Internal error.', when: 'after' },
  { rate: 0.01, status: 429, text: 'Too many requests.', retryAfter: '1' },
  { rate: 0.05, delayMs: 150 },
];
const OUTAGE_EVERY_MS = 20_000;
const OUTAGE_MS = { from: 1_500, to: 6_000 };

/** Faults at Omeda, from one seed; `end` stops them. */
export class Weather {
  outages = 0;
  private isOver = false;

  constructor(
    private readonly world: World,
    private readonly chance: Chance,
    seed: number,
  ) {
    world.faults.setSeed(seed);
    this.storm();
  }

  /** Brand by brand, Omeda becomes unavailable, or refuses the key. */
  async outagesAtRandom(): Promise<void> {
    while (!this.isOver) {
      await pause(this.chance.between(0, 2 * OUTAGE_EVERY_MS));
      if (this.isOver) return;
      this.outages += 1;
      const brand = this.chance.one([...this.world.brands.values()]);
      const { abbreviation } = brand;
      if (this.chance.is(0.5)) brand.appIdRevoked = true;
      else this.goAway(abbreviation);
      await pause(this.chance.between(OUTAGE_MS.from, OUTAGE_MS.to));
      brand.appIdRevoked = false;
      this.storm();
    }
  }

  end(): void {
    this.isOver = true;
    this.world.faults.clear();
    for (const brand of this.world.brands.values()) brand.appIdRevoked = false;
  }

  private goAway(brand: string): void {
    this.world.faults.clear();
    this.world.faults.add({ brand, status: 503, text: 'Down for maintenance.', forever: true });
    this.addAll();
  }

  private storm(): void {
    this.world.faults.clear();
    if (!this.isOver) this.addAll();
  }

  private addAll(): void {
    this.world.faults.setSeed(this.chance.whole(1, 1_000_000));
    for (const fault of FAULTS) this.world.faults.add(fault);
  }
}
