import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { FeedEpoch } from '#event-store';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import { type Caller, maySee } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { notFound } from '../problem/problem.js';

const MINUTE_MS = 60_000;

/** What editors need to know about a site before they publish, and senders about the store. */
@ApiTags('sites')
@ApiBearerAuth('key')
@Controller('v1/sites/:site')
@UseGuards(AccessGuard)
export class SitesController {
  constructor(
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
    private readonly epochs: FeedEpoch,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Get the configuration of a site' })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @Answers(200, 'Site', 'Its ID and its delays.')
  async show(@Param('site') id: string, @TheCaller() caller: Caller) {
    const site = maySee(caller, id) ? this.settings.sites.sites.get(id) : undefined;
    if (!site) throw notFound('site');
    const { epoch } = await this.epochs.read();
    return { id: site.id, publishDelayMinutes: site.publishDelayMs / MINUTE_MS, epoch };
  }
}
