import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { Answers } from '../../docs/answers.js';
import { notFound } from '../../problem/problem.js';
import { ParkedQueryDto, nextOf, readParkedQuery } from './parked-query.dto.js';
import { ParkedDesk, type ParkedItem } from './parked-desk.js';

const MESSAGE = {
  name: 'message',
  description: 'Its id, as the list has it.',
  schema: { type: 'string' },
  example: '2f1c5d0e-9b7a-4c55-8f5e-0f3c2a7d1e4b',
} as const;

/** What could not be dealt with and waits for a person. */
@ApiTags('operators')
@ApiBearerAuth('key')
@ApiResponse({ status: 403, description: 'Not an operator key.' })
@Controller('v1/parked')
@UseGuards(AccessGuard)
export class ParkedController {
  constructor(private readonly desk: ParkedDesk) {}

  @Get()
  @ApiOperation({ summary: 'What is parked, the longest first' })
  @Answers(200, 'ParkedList', 'Each with its reason; next leads on, until it is null.')
  @ApiResponse({ status: 400, description: 'Not what can be asked.' })
  async list(@Query() query: ParkedQueryDto, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    const { limit, after } = readParkedQuery(query);
    const found = await this.desk.list(limit + 1, after);
    const parked = found.slice(0, limit);
    return { parked, next: nextOf(parked, found.length <= limit) };
  }

  @Get(':message')
  @ApiOperation({ summary: 'One of them; also when it was redriven or discarded' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'With what it holds.')
  @ApiResponse({ status: 404, description: 'Nothing was parked under this id.' })
  async show(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.desk.find(id));
  }

  @Post(':message/redrive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send it again; asked twice, it is sent once' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'As it is now: ended says what was done with it.')
  @ApiResponse({ status: 404, description: 'Nothing was parked under this id.' })
  @ApiResponse({ status: 503, description: 'RabbitMQ is away; try again.' })
  async redrive(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.desk.redrive(id));
  }

  @Post(':message/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'End it without sending it' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'As it is now: ended says what was done with it.')
  @ApiResponse({ status: 404, description: 'Nothing was parked under this id.' })
  @ApiResponse({ status: 503, description: 'RabbitMQ is away; try again.' })
  async discard(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.desk.discard(id));
  }
}

function found(item: ParkedItem | undefined): ParkedItem {
  if (!item) throw notFound('parked message');
  return item;
}
