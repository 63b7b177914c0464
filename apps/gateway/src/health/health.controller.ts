import { Controller, Get, Optional } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore } from '#event-store';
import { RabbitConnection } from '#messaging';
import { Problem } from '../problem/problem.js';

/** For whoever restarts processes and directs traffic. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    /** There only in processes that use a broker. */
    @Optional() private readonly broker?: RabbitConnection,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse({ description: 'It does.', schema: { example: { status: 'ok' } } })
  live() {
    return { status: 'ok' };
  }

  /** Without the store nothing can be taken; without the broker all is taken, and goes on later. */
  @Get('ready')
  @ApiOperation({ summary: 'Events can be taken' })
  @ApiOkResponse({
    description: 'The store answers. degraded: RabbitMQ is away, and steps wait for it.',
    schema: { example: { status: 'ok', store: 'ok', broker: 'ok' } },
  })
  async ready() {
    try {
      await this.store.now();
    } catch {
      throw new Problem('try-again', 'The store does not answer.', { retryAfterSeconds: 5 });
    }
    if (!this.broker) return { status: 'ok', store: 'ok' };
    const { fault } = this.broker;
    const status = fault === undefined ? 'ok' : 'degraded';
    return { status, store: 'ok', broker: fault ?? 'ok' };
  }
}
