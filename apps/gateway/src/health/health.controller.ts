import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore } from '#event-store';
import { Problem } from '../problem/problem.js';

/** For whoever restarts processes and directs traffic. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly store: EventStore) {}

  @Get('live')
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse({ description: 'It does.', schema: { example: { status: 'ok' } } })
  live() {
    return { status: 'ok' };
  }

  /** Without the store nothing can be taken. */
  @Get('ready')
  @ApiOperation({ summary: 'Events can be taken' })
  @ApiOkResponse({
    description: 'The store answers.',
    schema: { example: { status: 'ok', store: 'ok' } },
  })
  async ready() {
    try {
      await this.store.now();
    } catch {
      throw new Problem('try-again', 'The store does not answer.', { retryAfterSeconds: 5 });
    }
    return { status: 'ok', store: 'ok' };
  }
}
