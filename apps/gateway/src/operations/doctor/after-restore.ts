import { Inject, Injectable } from '@nestjs/common';
import { decide, deploymentProjection, isSent } from '#deployment';
import { Deployments, EventStore, FeedEpoch, type Standing } from '#event-store';
import { OmedaError, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { afterChange } from '../../problem/around-change.js';
import { compareBrand } from './compare-brand.js';
import type { Difference } from './difference.js';

/** Who requested it. */
type Caller = { id: string };

/** Within this time, another request compares again but begins no new epoch. */
const SAME_RESTORE_MS = 60 * 60_000;

/** What an operator runs after restoring a backup. */
@Injectable()
export class AfterRestore {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    private readonly epochs: FeedEpoch,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** Begins a feed epoch, returns differences, and has deployers check all in progress. */
  async run(caller: Caller) {
    const { epoch, beganAt } = await this.epochs.begin(SAME_RESTORE_MS);
    return { epoch, beganAt, ...(await afterChange(() => this.compareAll(caller))) };
  }

  private async compareAll(caller: Caller) {
    const differences: (Difference & { brand: string })[] = [];
    let lookedAt = 0;
    for (const brand of this.settings.sites.brands.values()) {
      const { abbreviation } = brand;
      const standings = await this.deployments.standings(abbreviation);
      const found = await this.compare(brand, standings);
      differences.push(...found.map((one) => ({ brand: abbreviation, ...one })));
      for (const { deploymentId } of standings.filter(isUnderWay)) {
        lookedAt += await this.requestCheck(deploymentId, caller);
      }
    }
    return { lookedAt, differences };
  }

  private async compare(brand: Brand, standings: Standing[]): Promise<Difference[]> {
    const { abbreviation, appId, callTimeoutMs, ...account } = brand;
    const nowMs = Date.parse(await this.store.now());
    const access = { ...account, brand: abbreviation, appId: appId.reveal() };
    const client = createOmedaClient(access, { timeoutMs: callTimeoutMs });
    try {
      return await compareBrand({ client, brand: abbreviation, standings, nowMs });
    } catch (error) {
      if (!(error instanceof OmedaError)) throw error;
      return [notCompared(abbreviation, error.message)];
    } finally {
      await client.close();
    }
  }

  private async requestCheck(deploymentId: string, { id }: Caller): Promise<number> {
    const { timing } = this.settings;
    const { events } = await this.store.change(
      deploymentProjection(timing),
      deploymentId,
      (state, now) => decide(state, { kind: 'compare' }, now, timing).facts,
      { metadata: { correlationId: deploymentId, actor: { kind: 'person', id } } },
    );
    return events.length > 0 ? 1 : 0;
  }
}

function isUnderWay({ status }: Standing): boolean {
  return !isSent(status);
}

function notCompared(brand: string, words: string): Difference {
  const cure = 'run "newsletter doctor" to see why Omeda is not responding, then run this again.';
  return { deploymentId: null, trackId: null, name: brand, kind: 'not-compared', words, cure };
}
