import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { Answers } from '../../docs/answers.js';
import { notFound } from '../../problem/problem.js';
import { ParkedQueryDto, nextOf, readParkedQuery } from './parked-query.dto.js';
import { ParkedItems, type ParkedItem } from './parked-items.js';

const MESSAGE = {
  name: 'message',
  description: 'Its ID, as in the list.',
  schema: { type: 'string' },
  example: '2f1c5d0e-9b7a-4c55-8f5e-0f3c2a7d1e4b',
} as const;

/** Messages that could not be handled and wait for a person. */
@ApiTags('operators')
@ApiBearerAuth('key')
@ApiResponse({ status: 403, description: 'An operator key is required.' })
@Controller('v1/parked')
@UseGuards(AccessGuard)
export class ParkedController {
  constructor(private readonly parkedItems: ParkedItems) {}

  @Get()
  @ApiOperation({ summary: 'List parked messages, oldest first' })
  @Answers(200, 'ParkedList', 'Each with its reason. Send next as after until it is null.')
  @ApiResponse({ status: 400, description: 'Invalid parameters.' })
  async list(@Query() query: ParkedQueryDto, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    const { limit, after } = readParkedQuery(query);
    const found = await this.parkedItems.list(limit + 1, after);
    const parked = found.slice(0, limit);
    return { parked, next: nextOf(parked, found.length <= limit) };
  }

  @Get(':message')
  @ApiOperation({ summary: 'Get a parked message, also after it was redriven or discarded' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'With its content.')
  @ApiResponse({ status: 404, description: 'No parked message has this ID.' })
  async show(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.parkedItems.find(id));
  }

  @Post(':message/redrive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Redrive it; asked twice, it is sent once' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'Its current state; ended says what was done with it.')
  @ApiResponse({ status: 404, description: 'No parked message has this ID.' })
  @ApiResponse({
    status: 503,
    description: 'RabbitMQ is unavailable, or hides the message; try again.',
  })
  async redrive(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.parkedItems.redrive(id));
  }

  @Post(':message/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Discard it' })
  @ApiParam(MESSAGE)
  @Answers(200, 'Parked', 'Its current state; ended says what was done with it.')
  @ApiResponse({ status: 404, description: 'No parked message has this ID.' })
  @ApiResponse({
    status: 503,
    description: 'RabbitMQ is unavailable, or hides the message; try again.',
  })
  async discard(@Param('message') id: string, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return found(await this.parkedItems.discard(id));
  }
}

function found(item: ParkedItem | undefined): ParkedItem {
  if (!item) throw notFound('parked message');
  return item;
}
