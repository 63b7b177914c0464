import { Inject, Injectable, Logger } from '@nestjs/common';
import { type BrandCommand, type Outcome, brandProjection, decideBrand } from '#deployment';
import type { BrandEvent } from '#events';
import { Timers, EventStore } from '#event-store';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';

const SERVICE = { actor: { kind: 'service' as const } };

/** Whether a brand may be called, judging by its responses. Shared by all deployers. */
@Injectable()
export class BrandGate {
  private readonly logger = new Logger('Brands');

  constructor(
    private readonly store: EventStore,
    private readonly timers: Timers,
    @Inject(DEPLOYER_SETTINGS) private readonly settings: DeployerSettings,
  ) {}

  /** Opens, keeps, or ends the hold, depending on the outcome of a call. */
  async learn(brand: string, outcome: Outcome | undefined, probed: boolean): Promise<void> {
    if (outcome?.kind === 'brand-fault') {
      // Of a thousand newsletters that find it at fault, one logs it.
      if (!probed && (await this.timers.isHeld(brand))) return;
      const { kind: _kind, unclear: _unclear, ...fault } = outcome;
      const reason = fault.words.includes('AppId') ? 'refused' : 'unreachable';
      await this.record(brand, { kind: 'brand-failed', reason, probed, ...fault });
    } else if (probed) {
      await this.record(brand, { kind: 'brand-answered' });
      await this.timers.wakeAgain(brand);
    }
    if (probed) await this.timers.releaseProbe(brand);
  }

  private async record(brand: string, command: BrandCommand): Promise<void> {
    const { events } = await this.store.change(
      brandProjection,
      brand,
      (state, now) => decideBrand(state, command, now, this.settings.timing),
      { metadata: SERVICE },
    );
    for (const event of events) this.log(brand, event);
  }

  private log(brand: string, event: BrandEvent): void {
    if (event.type === 'BrandHeld') {
      const { reason, words } = event.data;
      const why = reason === 'refused' ? 'Omeda rejects its key' : 'Omeda is not responding';
      // It is retried automatically; if it lasts, a gateway reports that a person must act.
      this.logger.warn({ msg: `Brand ${brand} is held: ${why}.`, brand, reason, words });
    } else if (event.type === 'BrandReleased') {
      this.logger.log({ msg: `Brand ${brand} is no longer held.`, brand });
    }
  }
}
