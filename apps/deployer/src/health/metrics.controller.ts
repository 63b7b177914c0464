import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { MetricRegistry } from '#metrics';

/** For a Prometheus in the same network, on the deployer's own port. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricRegistry) {}

  @Get()
  async read(@Res() response: Response): Promise<void> {
    const { type, text } = await this.metrics.text();
    response.status(200).set('content-type', type).send(text);
  }
}
