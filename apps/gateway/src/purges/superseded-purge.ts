import { Inject, Injectable } from '@nestjs/common';
import { SupersededSnapshots } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Purge } from './purge.js';

/** Removes content that later saves replaced long ago. */
@Injectable()
export class SupersededPurge extends Purge {
  protected readonly failed = 'Replaced content could not be removed. Retrying in an hour.';

  constructor(
    private readonly snapshots: SupersededSnapshots,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {
    super();
  }

  protected override isOn(): boolean {
    return this.settings.retention.supersededContentDays > 0;
  }

  protected async purge(): Promise<void> {
    const days = this.settings.retention.supersededContentDays;
    const { removed, bytes } = await this.snapshots.purge(days);
    if (removed === 0) return;
    this.log.info({ removed, bytes }, `Content replaced more than ${days} days ago was removed.`);
  }
}
