import { Inject, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { decide, deploymentProjection } from '#deployment';
import { Deployments, EventStore } from '#event-store';
import { isAudienceCallback } from '#sites';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { notFound } from '../problem/problem.js';

type Call = { deploymentId: string; dueId: number; token: string };

/** Takes Omeda's report that an audience is loaded as a hint to poll its status. */
@Injectable()
export class AudienceReports {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem `not-found` for an address that none of our calls named. */
  async take(call: Call, traceId: string): Promise<void> {
    const { deploymentId } = call;
    const brand = await this.brandOf(deploymentId);
    if (!brand || !isAudienceCallback(brand, call)) throw notFound('callback');
    const { timing } = this.settings;
    await this.store.change(
      deploymentProjection(timing),
      deploymentId,
      (known, now) => decide(known, { kind: 'report-audience' }, now, timing).facts,
      {
        metadata: {
          correlationId: deploymentId,
          actor: { kind: 'service', id: 'omeda' },
          traceId,
        },
      },
    );
  }

  private async brandOf(deploymentId: string) {
    const row = isUUID(deploymentId) ? await this.deployments.find(deploymentId) : null;
    return row ? this.settings.sites.brands.get(row.brand) : undefined;
  }
}
