import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { createLog } from '#process';
import { GATEWAY_PARTS, type GatewayParts, LOG } from './gateway-parts.js';
import { SiteLimits } from './guard/site-limits.js';
import { ProblemFilter } from './problem/problem.filter.js';

/** What every feature uses: settings, log, limits, and how errors are answered. */
@Global()
@Module({
  providers: [SiteLimits, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: [SiteLimits],
})
export class SharedModule {
  static forRoot(parts: GatewayParts): DynamicModule {
    return {
      module: SharedModule,
      providers: [
        { provide: GATEWAY_PARTS, useValue: parts },
        { provide: LOG, useFactory: () => createLog(parts.logLevel) },
      ],
      exports: [GATEWAY_PARTS, LOG],
    };
  }
}
