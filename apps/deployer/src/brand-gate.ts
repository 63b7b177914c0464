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

  /** From its row: a brand's history grows with every hold. */
  isHeld(brand: string): Promise<boolean> {
    return this.alarms.isHeld(brand);
  }

  /** Opens the hold, keeps it open, or ends it, as the outcome of a call tells. */
  async learn(brand: string, outcome: Outcome | undefined, probed: boolean): Promise<void> {
    if (outcome?.kind === 'brand-fault') {
      // Of a thousand newsletters that find it at fault one has to say so.
      if (!probed && (await this.isHeld(brand))) return;
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
