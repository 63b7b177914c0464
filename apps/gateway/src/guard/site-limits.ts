import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { RateLimit } from './rate-limit.js';

/** How much a site may ask of us. Operators are not limited. */
@Injectable()
export class SiteLimits {
  readonly events: RateLimit;
  readonly requests: RateLimit;

  constructor(@Inject(GATEWAY_SETTINGS) { guardRails }: GatewaySettings) {
    const { eventsPerMinute, requestsPerMinute } = guardRails;
    this.events = new RateLimit(eventsPerMinute, 'events (EVENTS_PER_MINUTE)');
    this.requests = new RateLimit(requestsPerMinute, 'requests (REQUESTS_PER_MINUTE)');
  }
}
