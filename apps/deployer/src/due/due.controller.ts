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
import { inSpan, parentOf } from '#tracing';
import { DueRunner } from './due-runner.js';

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

/** A step is a span of the trace that led to it: a retry is a child of the attempt before. */
function traced(wakeUp: WakeUp, handle: () => Promise<WakeUpOutcome>): Promise<WakeUpOutcome> {
  const { traceparent, deploymentId, site, brand, step, attempt, key } = wakeUp;
  return inSpan(
    step ?? key,
    {
      kind: 'CONSUMER',
      parent: parentOf(traceparent),
      attributes: {
        'newsletter.deployment': deploymentId,
        'newsletter.site': site,
        'newsletter.brand': brand,
        ...(step === null ? {} : { 'newsletter.step': step }),
        ...(attempt === null ? {} : { 'newsletter.attempt': attempt }),
      },
    },
    handle,
  );
}
