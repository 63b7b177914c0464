import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { traceIdOf } from '../http/trace.js';
import { ACTIONS, readAction } from './action.dto.js';
import { ActionTaker } from './action-taker.js';
import { DeploymentReader } from './deployment-reader.js';
import { readListQuery } from './list-query.js';

/** What people see of newsletters and ask for. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@ApiResponse({ status: 401, description: 'No key, or an unknown one.' })
@Controller('v1/deployments')
@UseGuards(AccessGuard)
export class DeploymentsController {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly taker: ActionTaker,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Newsletters, the newest first' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50 } })
  @ApiOkResponse({ description: 'A site key lists its own, an operator key all.' })
  list(@TheCaller() caller: Caller, @Query() query: Record<string, unknown>) {
    return this.reader.list(caller, readListQuery(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Where a newsletter stands' })
  @ApiOkResponse({ description: 'Wanted, achieved, due step, warnings.' })
  @ApiResponse({ status: 404, description: 'Not there, or of another site.' })
  status(@Param('id') id: string, @TheCaller() caller: Caller) {
    return this.reader.byId(id, caller);
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'All that happened, each with its sentence' })
  @ApiOkResponse({ description: 'In order, oldest first.' })
  @ApiResponse({ status: 404, description: 'Not there, or of another site.' })
  history(@Param('id') id: string, @TheCaller() caller: Caller) {
    return this.reader.history(id, caller);
  }

  @Post(':id/:action')
  @HttpCode(202)
  @ApiOperation({ summary: 'A person asks for something' })
  @ApiParam({ name: 'action', enum: ACTIONS })
  @ApiBody({ required: false, schema: { example: { at: 'now' } } })
  @ApiResponse({ status: 202, description: 'Recorded; where the newsletter stands now.' })
  @ApiResponse({ status: 404, description: 'Not there, or of another site.' })
  @ApiResponse({ status: 409, description: 'It cannot be now, and why.' })
  async act(
    @Param() { id, action }: { id: string; action: string },
    @TheCaller() caller: Caller,
    @Body() body: unknown,
    @Req() request: Request,
  ) {
    await this.reader.byId(id, caller);
    const by = { caller, name: request.get('newsletter-actor'), traceId: traceIdOf(request) };
    return this.taker.take(id, readAction(action, body), by);
  }
}
