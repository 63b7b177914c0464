import { Inject, Injectable } from '@nestjs/common';
import { Archive } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Purge } from './purge.js';

/** Moves events of newsletters that ended long ago to the archive. */
@Injectable()
export class Archiving extends Purge {
  protected readonly failed = 'Old events could not be archived. Retrying in an hour.';

  constructor(
    private readonly archive: Archive,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {
    super();
  }

  protected override isOn(): boolean {
    return this.settings.retention.archiveAfterDays > 0;
  }

  protected async purge(): Promise<void> {
    const days = this.settings.retention.archiveAfterDays;
    const { newsletters, events } = await this.archive.move(days);
    if (newsletters === 0) return;
    const words = `Events of newsletters that ended more than ${days} days ago were archived.`;
    this.log.info({ newsletters, events }, words);
  }
}
