import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { Answers } from '../../docs/answers.js';
import { OperationsReader } from './operations-reader.js';

/** For operators: what is due, in progress, held, and on its way. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/operations')
@UseGuards(AccessGuard)
export class OperationsController {
  constructor(private readonly reader: OperationsReader) {}

  @Get()
  @ApiOperation({
    summary: 'Get what is due, in progress, held, and on its way',
    description: 'Needs an operator key. Reads only the store; GET /v1/doctor checks the rest.',
  })
  @Answers(200, 'Operations', 'The current state in the store.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  read(@TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return this.reader.read();
  }
}
