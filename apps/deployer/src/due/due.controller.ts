import { Controller, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { OriginalErrorFilter, STEP_DUE, type WakeUp, type WakeUpOutcome } from '#messaging';
import { DueRunner } from './due-runner.js';

/** Wake-ups in, outcomes out: the same over every transport. */
@Controller()
@UseFilters(OriginalErrorFilter)
export class DueController {
  constructor(private readonly runner: DueRunner) {}

  @EventPattern<string>(STEP_DUE)
  handle(@Payload() wakeUp: WakeUp): Promise<WakeUpOutcome> {
    return this.runner.handle(wakeUp);
  }
}
