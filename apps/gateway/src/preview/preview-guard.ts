import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AccessGuard } from '../access/access.guard.js';
import { Sessions } from '../access/sessions.js';
import { type Caller, maySee } from '../access/callers.js';
import { verifySignature } from '../events/verify-signature.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { ofSite } from '../guard/rate-limit.js';
import { SiteLimits } from '../guard/site-limits.js';
import { notFound } from '../problem/problem.js';

/** Admits requests signed like events, or with a key that may see the site. */
@Injectable()
export class PreviewGuard implements CanActivate {
  private readonly keys: AccessGuard;

  constructor(
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
    private readonly limits: SiteLimits,
    sessions: Sessions,
  ) {
    this.keys = new AccessGuard(settings, limits, sessions);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { caller?: Caller }>();
    const siteId = String(request.params['site']);
    const site = this.settings.sites.sites.get(siteId);
    if (!site) throw notFound('site');
    if (request.get('authorization') !== undefined) {
      await this.keys.canActivate(context);
      if (!request.caller || !maySee(request.caller, siteId)) throw notFound('site');
      return true;
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    verifySignature({ body, header: (name) => request.get(name) }, site, new Date());
    this.limits.requests.count(ofSite(siteId));
    return true;
  }
}
