import { Inject, Injectable, Logger } from '@nestjs/common';
import { brandProjection, decide, decideBrand, deploymentProjection } from '#deployment';
import { type StreamId, UnknownEventError } from '#events';
import { type ClockStep, ClockWatch, EventStore, LastingJumps } from '#event-store';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';

const METADATA = { actor: { kind: 'service' as const, id: 'clock' } };

/**
 * Once the database's clock is steady again, corrects what was written with a wrong one, and only then
 * lets all continue. Several deployers may do so at once, and one may continue where another ended.
 */
@Injectable()
export class ClockRepair {
  private readonly log = new Logger('Clock');
  private readonly timing;
  private readonly projection;

  constructor(
    private readonly store: EventStore,
    private readonly jumps: LastingJumps,
    watch: ClockWatch,
    @Inject(DEPLOYER_SETTINGS) { timing }: DeployerSettings,
  ) {
    this.timing = timing;
    this.projection = deploymentProjection(timing);
    watch.onUnsteady(() => this.run());
  }

  private async run(): Promise<void> {
    const { jumps } = this;
    await jumps.accept();
    for (const { step, streams } of await jumps.unrepaired()) {
      let count = 0;
      for (const stream of streams) count += await this.repair(stream, step);
      await jumps.repaired(step);
      const minutes = Math.round(step.byMs / 60_000);
      this.log.warn(
        `Corrected ${count} newsletters and brands after a lasting clock change of ${minutes} min.`,
      );
    }
    await jumps.end();
  }

  private async repair(stream: StreamId, step: ClockStep): Promise<number> {
    try {
      return await this.correct(stream, step);
    } catch (error) {
      if (!(error instanceof UnknownEventError)) throw error;
      this.log.error(`${stream.id} was written by a newer release: check its times yourself.`);
      return 0;
    }
  }

  private async correct({ category, id }: StreamId, { no, ...rest }: ClockStep): Promise<number> {
    const { store, timing } = this;
    const command = { kind: 'correct-clock' as const, step: no, ...rest };
    const options = { metadata: METADATA };
    const { events } =
      category === 'brand'
        ? await store.change(
            brandProjection,
            id,
            (brand, now) => decideBrand(brand, command, now, timing),
            options,
          )
        : await store.change(
            this.projection,
            id,
            (state, now) => decide(state, command, now, timing).facts,
            options,
          );
    return events.length > 0 ? 1 : 0;
  }
}
