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
import type { TickStrategy } from '../strategy.js';
import { TickContext } from '../tick-context.js';
import { STEP_DUE, type Tick } from '../tick.js';
import type { TickHandler } from './harness.testing.js';

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
    if (!(value instanceof TickContext)) this.trace.push('pipe');
    return value;
  }
}

@Controller()
@UseGuards(TracingGuard)
@UseInterceptors(TracingInterceptor)
@UsePipes(TracingPipe)
@UseFilters(OriginalErrorFilter)
class TickController {
  constructor(@Inject(HANDLER) private readonly handler: TickHandler) {}

  @EventPattern<string>(STEP_DUE)
  handle(@Payload() tick: Tick, @Ctx() context: TickContext) {
    return this.handler(tick, context);
  }
}

/** A small real app on the strategy, wired as the deployer is. */
export async function startTickApp(strategy: TickStrategy, handler: TickHandler | undefined) {
  const trace: string[] = [];
  const module = await Test.createTestingModule({
    controllers: handler ? [TickController] : [],
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
