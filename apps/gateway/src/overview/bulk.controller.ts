import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { traceIdOf } from '../http/trace.js';
import { markPreview } from '../problem/effect.js';
import { BULK_EXAMPLE, BulkDto, readBulk } from './bulk.dto.js';
import { BulkTaker } from './bulk-taker.js';

const EXAMPLES = { dryRun: { summary: 'What retrying it would do', value: BULK_EXAMPLE } };
const ACTOR = 'Name of the person who acts, in UTF-8, shown in the history.';

/** One action for a whole group. */
@ApiTags('overview')
@ApiBearerAuth('key')
@Controller('v1/bulk')
@UseGuards(AccessGuard)
export class BulkController {
  constructor(private readonly taker: BulkTaker) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take one action for many newsletters, or preview what it would do',
    description:
      'With dryRun nothing is changed. Each newsletter is decided on separately; repeating a request has no further effect.',
  })
  @ApiHeader({ name: 'newsletter-actor', required: false, description: ACTOR })
  @ApiBody({ type: BulkDto, required: true, examples: EXAMPLES })
  @Answers(200, 'BulkAnswer', 'What was done, or would be, for each of them.')
  take(@Body() body: unknown, @TheCaller() caller: Caller, @Req() request: Request) {
    const name = request.get('newsletter-actor');
    const bulk = readBulk(body);
    if (bulk.isDryRun) markPreview(request);
    return this.taker.take(bulk, { caller, name, traceId: traceIdOf(request) });
  }
}
