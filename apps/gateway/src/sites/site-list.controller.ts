import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SiteZones } from '#event-store';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import { type Caller, maySee } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';

const MINUTE_MS = 60_000;

/** The list of sites, for user interfaces. */
@ApiTags('sites')
@ApiBearerAuth('key')
@Controller('v1/sites')
@UseGuards(AccessGuard)
export class SiteListController {
  constructor(
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
    private readonly zones: SiteZones,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the sites',
    description: 'A site key lists its own site, an operator key all of them.',
  })
  @Answers(200, 'SiteList', 'Each with its brand and its time zone.')
  async list(@TheCaller() caller: Caller) {
    const zones = await this.zones.all();
    const seen = [...this.settings.sites.sites.values()].filter(({ id }) => maySee(caller, id));
    return {
      sites: seen.map(({ id, brand, publishDelayMs }) => ({
        id,
        brand,
        publishDelayMinutes: publishDelayMs / MINUTE_MS,
        timeZone: zones.get(id) ?? null,
      })),
    };
  }
}
