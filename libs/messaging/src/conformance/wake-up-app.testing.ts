import {
  type CallHandler,
  type CanActivate,
  Controller,
  Inject,
  Injectable,
  type NestInterceptor,
  type PipeTransform,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { Ctx, EventPattern, type MicroserviceOptions, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { OriginalErrorFilter } from '../original-error.filter.js';
import type { WakeUpStrategy } from '../strategy.js';
import { WakeUpContext } from '../wake-up-context.js';
import { STEP_DUE, type WakeUp } from '../wake-up.js';
import type { WakeUpHandler } from './harness.testing.js';

const HANDLER = 'TICK_HANDLER';
const TRACE = 'TRACE';

@Injectable()
class TracingGuard implements CanActivate {
  constructor(@Inject(TRACE) private readonly trace: string[]) {}
  canActivate(): boolean {
    this.trace.push('guard');
    return true;
  }
}

@Injectable()
class TracingInterceptor implements NestInterceptor {
  constructor(@Inject(TRACE) private readonly trace: string[]) {}
  intercept(_context: unknown, next: CallHandler) {
    this.trace.push('interceptor');
    return next.handle();
  }
}

@Injectable()
class TracingPipe implements PipeTransform {
  constructor(@Inject(TRACE) private readonly trace: string[]) {}
  transform(value: unknown): unknown {
    if (!(value instanceof WakeUpContext)) this.trace.push('pipe');
    return value;
  }
}

@Controller()
@UseGuards(TracingGuard)
@UseInterceptors(TracingInterceptor)
@UsePipes(TracingPipe)
@UseFilters(OriginalErrorFilter)
class WakeUpController {
  constructor(@Inject(HANDLER) private readonly handler: WakeUpHandler) {}

  @EventPattern<string>(STEP_DUE)
  handle(@Payload() wakeUp: WakeUp, @Ctx() context: WakeUpContext) {
    return this.handler(wakeUp, context);
  }
}

/** A small real app on the strategy, wired as the deployer is. */
export async function startWakeUpApp(strategy: WakeUpStrategy, handler: WakeUpHandler | undefined) {
  const trace: string[] = [];
  const module = await Test.createTestingModule({
    controllers: handler ? [WakeUpController] : [],
    providers: [
      { provide: HANDLER, useValue: handler ?? null },
      { provide: TRACE, useValue: trace },
    ],
  }).compile();
  const app = module.createNestApplication({ logger: false });
  app.connectMicroservice<MicroserviceOptions>({ strategy });
  await app.startAllMicroservices();
  return { strategy, trace, close: () => app.close() };
}
