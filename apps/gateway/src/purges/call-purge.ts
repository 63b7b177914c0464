import { Inject, Injectable } from '@nestjs/common';
import { CallRecords } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Purge } from './purge.js';

/** Removes old records of calls to Omeda. */
@Injectable()
export class CallPurge extends Purge {
  protected readonly failed = 'Old calls to Omeda could not be removed. Retrying in an hour.';

  constructor(
    private readonly records: CallRecords,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {
    super();
  }

  protected override isOn(): boolean {
    return this.settings.retention.omedaCallDays > 0;
  }

  protected async purge(): Promise<void> {
    const days = this.settings.retention.omedaCallDays;
    const removed = await this.records.purge(days);
    if (removed > 0) this.log.info({ removed }, `Calls older than ${days} days were removed.`);
  }
}
