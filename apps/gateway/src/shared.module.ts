import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { MetricsModule } from '#metrics';
import { createLog } from '#process';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from './gateway-settings.js';
import { Sessions } from './access/sessions.js';
import { StoredSessions } from './access/stored-sessions.js';
import { SiteLimits } from './guard/site-limits.js';
import { ProblemFilter } from './problem/problem.filter.js';

/** What every feature uses: settings, log, limits, and error responses. */
@Global()
@Module({
  imports: [MetricsModule],
  providers: [
    SiteLimits,
    Sessions,
    StoredSessions,
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [SiteLimits, Sessions],
})
export class SharedModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: SharedModule,
      providers: [
        { provide: GATEWAY_SETTINGS, useValue: settings },
        { provide: LOG, useFactory: () => createLog(settings.logLevel) },
      ],
      exports: [GATEWAY_SETTINGS, LOG],
    };
  }
}
