import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { TheDeploymentId } from './deployment-id.js';
import { DeploymentReader } from './deployment-reader.js';
import { HistoryQueryDto, readHistoryQuery } from './history-query.dto.js';
import { ListQueryDto, readListQuery } from './list-query.dto.js';
import { readAt } from './version-query.js';

const ID = { name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } };
const AT = 'The status after this event of its history. Default: the current status.';

/** Newsletters as people see them. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments')
@UseGuards(AccessGuard)
export class DeploymentsController {
  constructor(private readonly reader: DeploymentReader) {}

  @Get()
  @ApiOperation({
    summary: 'List newsletters, newest first',
    description:
      'A site key lists its own newsletters, an operator key all of them. Send next as after to get the next page.',
  })
  @Answers(200, 'StatusPage', 'A page, and the cursor of the next one.')
  list(@TheCaller() caller: Caller, @Query() query: ListQueryDto) {
    return this.reader.list(caller, readListQuery(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get the status of a newsletter, now or at an earlier event' })
  @ApiParam(ID)
  @ApiQuery({
    name: 'at',
    required: false,
    description: AT,
    schema: { type: 'integer', minimum: 1 },
  })
  @Answers(200, 'Status', 'Wanted and achieved state, due step, holds, errors, and warnings.')
  status(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: Record<string, unknown>,
  ) {
    const at = readAt(query);
    return at === undefined ? this.reader.byId(id, caller) : this.reader.at(id, at, caller);
  }

  @Get(':id/events')
  @ApiOperation({
    summary: 'Get the history of a newsletter, with a sentence for each event',
    description: 'Oldest first unless order is desc. Send next as after to get the next page.',
  })
  @ApiParam(ID)
  @Answers(200, 'History', 'A page, and the cursor of the next one.')
  history(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: HistoryQueryDto,
  ) {
    return this.reader.history(id, caller, readHistoryQuery(query));
  }
}
