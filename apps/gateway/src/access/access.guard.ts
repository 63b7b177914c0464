import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { SiteLimits } from '../guard/site-limits.js';
import { Problem } from '../problem/problem.js';
import { type Caller, Callers } from './callers.js';
import { refuseByRole } from './roles.js';

type Known = Request & { caller?: Caller };

/** Lets in who shows a site key or an operator key, `Authorization: Bearer …`, and not too often. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly callers: Callers;

  constructor(
    @Inject(GATEWAY_SETTINGS) { sites }: GatewaySettings,
    private readonly limits: SiteLimits,
  ) {
    this.callers = new Callers(sites);
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Known>();
    const key = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (key === undefined) {
      const cure = 'send "Authorization: Bearer" with a site key or an operator key.';
      throw new Problem('key-refused', `No key was sent: ${cure}`);
    }
    const caller = this.callers.find(key);
    if (!caller) {
      const cure = "compare it with the site's siteKeys or the operatorKeys of the sites file.";
      throw new Problem('key-refused', `The key is unknown, or its time is over: ${cure}`);
    }
    refuseByRole(caller, request);
    if (caller.kind === 'site') this.limits.requests.count(caller.site);
    request.caller = caller;
    return true;
  }
}

/** Who asks; only on routes that the guard protects. */
export const TheCaller = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<Known>().caller;
});
