import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { FeedQueryDto, readFeedQuery } from './feed-query.dto.js';
import { FeedReader } from './feed-reader.js';

/** For services that join late, or have no RabbitMQ. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/events')
@UseGuards(AccessGuard)
export class FeedController {
  constructor(private readonly reader: FeedReader) {}

  @Get()
  @ApiOperation({
    summary: 'Public events of all newsletters, the oldest first',
    description:
      'The same events in the same order as on the exchange newsletter.events, with an operator key of any role. A key of the role subscribe may be limited to some sites. Send next as after for more; an empty page says that there is no more yet.',
  })
  @Answers(200, 'Feed', 'A page, and the cursor of the next one.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  page(@TheCaller() caller: Caller, @Query() query: FeedQueryDto) {
    operatorsOnly(caller);
    const sites = caller.kind === 'operator' ? caller.sites : [];
    return this.reader.page(readFeedQuery(query), sites);
  }
}
