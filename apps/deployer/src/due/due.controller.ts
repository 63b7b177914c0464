import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  OriginalErrorFilter,
  STEP_DUE,
  type WakeUp,
  WakeUpContext,
  type WakeUpOutcome,
} from '#messaging';
import { StepMetrics } from '#metrics';
import { DueRunner } from './due-runner.js';
import { traced } from './traced.js';

/** Wake-ups in, outcomes out: the same over every transport. */
@Controller()
@UseFilters(OriginalErrorFilter)
export class DueController {
  constructor(
    private readonly runner: DueRunner,
    private readonly metrics: StepMetrics,
  ) {}

  @EventPattern<string>(STEP_DUE)
  handle(@Payload() wakeUp: WakeUp, @Ctx() context?: WakeUpContext): Promise<WakeUpOutcome> {
    if (context && context.getDeliveries() > 1) this.metrics.redelivered();
    return traced(wakeUp, () => this.runner.handle(wakeUp));
  }
}
