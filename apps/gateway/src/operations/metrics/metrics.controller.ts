import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { MetricRegistry } from '#metrics';

/** For a Prometheus in the same network: a proxy blocks others. */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricRegistry) {}

  @Get()
  @ApiOperation({
    summary: 'Metrics of this process and its newsletters, in the Prometheus text format',
  })
  @ApiResponse({
    status: 200,
    description: 'Metrics.',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'newsletter_store_up 1' } },
  })
  async read(@Res() response: Response): Promise<void> {
    const { type, text } = await this.metrics.text();
    response.status(200).set('content-type', type).send(text);
  }
}
