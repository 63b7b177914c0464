import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { TheDeploymentId } from '../deployments/deployment-id.js';
import { Answers } from '../docs/answers.js';
import { readRevision } from './content-query.js';
import { ContentReader } from './content-reader.js';

const ID = { name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } };

/** What is in a newsletter. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments/:id/content')
@UseGuards(AccessGuard)
export class ContentController {
  constructor(private readonly reader: ContentReader) {}

  @Get()
  @ApiOperation({ summary: 'Get the content of a newsletter, and what Omeda has of it' })
  @ApiParam(ID)
  @ApiQuery({
    name: 'revision',
    required: false,
    description: 'Revision number, as in the history. Default: the latest.',
    schema: { type: 'integer', minimum: 1 },
  })
  @Answers(200, 'Content', 'The content. omeda is null if Omeda has none or does not respond.')
  content(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: Record<string, unknown>,
  ) {
    return this.reader.content(id, readRevision(query), caller);
  }
}
