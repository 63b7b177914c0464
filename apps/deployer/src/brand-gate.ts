import {
  type BrandCommand,
  type Outcome,
  type Timing,
  brandProjection,
  decideBrand,
} from '#deployment';
import type { Alarms, EventStore } from '#event-store';

const SERVICE = { actor: { kind: 'service' as const } };

/** Whether a brand may be called, and what its answers say about it. Shared by all deployers. */
export class BrandGate {
  constructor(
    private readonly store: EventStore,
    private readonly alarms: Alarms,
    private readonly timing: Timing,
  ) {}

  async isHeld(brand: string): Promise<boolean> {
    const { state } = await this.store.state(brandProjection, brand);
    return state.held !== undefined;
  }

  /** Opens the hold, keeps it open, or ends it, as the outcome of a call tells. */
  async learn(brand: string, outcome: Outcome | undefined, probed: boolean): Promise<void> {
    if (outcome?.kind === 'brand-fault') {
      const { words } = outcome;
      const reason = words.includes('AppId') ? 'refused' : 'unreachable';
      await this.tell(brand, { kind: 'brand-failed', reason, words, probed });
    } else if (probed) {
      await this.tell(brand, { kind: 'brand-answered' });
      await this.alarms.ringAgain(brand);
    }
    if (probed) await this.alarms.releaseProbe(brand);
  }

  private async tell(brand: string, command: BrandCommand): Promise<void> {
    await this.store.change(
      brandProjection,
      brand,
      (state, now) => decideBrand(state, command, now, this.timing),
      { metadata: SERVICE },
    );
  }
}
