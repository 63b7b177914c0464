import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { TheDeploymentId } from '../deployments/deployment-id.js';
import { Answers } from '../docs/answers.js';
import { readContentQuery, readRevision } from './content-query.js';
import { ContentReader } from './content-reader.js';

const ID = { name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } };

const REVISION = {
  name: 'revision',
  required: false,
  description: 'Revision number, as in the history. Default: the latest.',
  schema: { type: 'integer', minimum: 1 },
} as const;

/** The HTML is untrusted: nothing in it runs, and it has no access to this origin. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "sandbox; default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; font-src https:; frame-ancestors 'self'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
};

/** The content of a newsletter. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments/:id/content')
@UseGuards(AccessGuard)
export class ContentController {
  constructor(private readonly reader: ContentReader) {}

  @Get()
  @ApiOperation({ summary: 'Get the content of a newsletter, and what Omeda has of it' })
  @ApiParam(ID)
  @ApiQuery(REVISION)
  @ApiQuery({
    name: 'compare',
    required: false,
    description: 'false: without what Omeda has, which takes a call to Omeda.',
    schema: { type: 'boolean' },
  })
  @Answers(200, 'Content', 'The content. omeda is null if Omeda has none or does not respond.')
  content(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: Record<string, unknown>,
  ) {
    return this.reader.content(id, readContentQuery(query), caller);
  }

  @Get('page')
  @ApiOperation({
    summary: 'Show the email of a newsletter as a web page',
    description: 'For a frame: scripts and forms of the email are disabled.',
  })
  @ApiParam(ID)
  @ApiQuery(REVISION)
  @ApiResponse({
    status: 200,
    description: 'The email.',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  async page(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Query() query: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const html = await this.reader.html(id, readRevision(query), caller);
    response.status(200).set(PAGE_HEADERS).send(html);
  }
}
