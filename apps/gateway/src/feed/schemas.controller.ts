import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PUBLIC_NAMES, routingKeyOf, schemaOf, typeOf } from '#events';
import { AccessGuard } from '../access/access.guard.js';
import { Answers } from '../docs/answers.js';
import { notFound } from '../problem/problem.js';

/** They change only with a release. */
const AN_HOUR = 'private, max-age=3600';
const LIST = { types: PUBLIC_NAMES.map(typeOf) };

/** Schemas for generating subscribers' types. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/schemas')
@UseGuards(AccessGuard)
export class SchemasController {
  @Get()
  @ApiOperation({ summary: 'The types of public events' })
  @Answers(200, 'EventTypes', 'All types of this release.')
  list() {
    return LIST;
  }

  @Get(':type')
  @ApiOperation({ summary: 'The JSON Schema of a public event' })
  @ApiParam({ name: 'type', schema: { type: 'string', example: LIST.types[0] } })
  @ApiResponse({
    status: 200,
    description: 'Draft 07. Unknown fields are allowed.',
    content: { 'application/json': { schema: { type: 'object' } } },
  })
  one(@Param('type') type: string, @Res({ passthrough: true }) response: Response) {
    const name = PUBLIC_NAMES.find((known) => [typeOf(known), routingKeyOf(known)].includes(type));
    if (!name) throw notFound('event type');
    response.setHeader('cache-control', AN_HOUR);
    return schemaOf(name);
  }
}
