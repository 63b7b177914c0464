import { Controller, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { OriginalErrorFilter, STEP_DUE, type Tick, type TickOutcome } from '#messaging';
import { DueRunner } from './due-runner.js';

/** Ticks in, outcomes out: the same over every transport. */
@Controller()
@UseFilters(OriginalErrorFilter)
export class DueController {
  constructor(private readonly runner: DueRunner) {}

  @EventPattern<string>(STEP_DUE)
  handle(@Payload() tick: Tick): Promise<TickOutcome> {
    return this.runner.handle(tick);
  }
}
