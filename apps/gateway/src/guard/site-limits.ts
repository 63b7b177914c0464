import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import type { Response } from 'express';
import type { Caller } from '../access/callers.js';
import { RateLimit, ofKey, ofSite } from './rate-limit.js';

/** Rate limits of sites and subscribers. Operators are not limited. */
@Injectable()
export class SiteLimits {
  readonly events: RateLimit;
  readonly requests: RateLimit;

  constructor(@Inject(GATEWAY_SETTINGS) { guardRails }: GatewaySettings) {
    const { eventsPerMinute, requestsPerMinute } = guardRails;
    this.events = new RateLimit(eventsPerMinute, 'events (EVENTS_PER_MINUTE)');
    this.requests = new RateLimit(requestsPerMinute, 'requests (REQUESTS_PER_MINUTE)');
  }

  /** Counts a request; its response gets what is left. @throws Problem `too-many`. */
  countRequest(caller: Caller, response: Response): void {
    const who = limitedName(caller);
    const left = who === undefined ? undefined : this.requests.count(who);
    if (!left) return;
    response.setHeader('ratelimit-policy', `"requests";q=${left.limit};w=60`);
    response.setHeader('ratelimit', `"requests";r=${left.left};t=${left.backInSeconds}`);
  }
}

function limitedName(caller: Caller): string | undefined {
  if (caller.kind === 'site') return ofSite(caller.site);
  return caller.role === 'subscribe' ? ofKey(caller.id) : undefined;
}
