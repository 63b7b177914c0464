import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CallRecords } from '#event-store';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { Answers } from '../../docs/answers.js';
import { CallsQueryDto, readCallsQuery } from './calls-query.dto.js';
import { TheDeploymentId } from '../deployment-id.js';
import { DeploymentReader } from '../deployment-reader.js';

/** Calls made to Omeda. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments/:id/calls')
@UseGuards(AccessGuard)
export class CallsController {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly records: CallRecords,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Get the calls to Omeda that were made for a newsletter, latest first',
    description:
      'Requests and responses as they were sent, without keys, local parts of email addresses, and content. They are kept for OMEDA_CALL_DAYS days, at most until the newsletter is erased, and best effort: a call may be missing. Send next as after to get the next page.',
  })
  @ApiParam({
    name: 'id',
    description: 'deploymentId',
    schema: { type: 'string', format: 'uuid' },
  })
  @Answers(200, 'Calls', 'A page, and the cursor of the next one.')
  async calls(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: CallsQueryDto,
  ) {
    const { limit, after } = readCallsQuery(query);
    await this.reader.byId(id, caller);
    const found = await this.records.page(id, limit + 1, after);
    const calls = found.slice(0, limit);
    return {
      deploymentId: id,
      calls,
      next: found.length > limit ? (calls.at(-1)?.id ?? null) : null,
    };
  }
}
