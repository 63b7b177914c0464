import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Request, Response } from 'express';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { SiteLimits } from '../guard/site-limits.js';
import { Problem } from '../problem/problem.js';
import { type Caller, Callers, UNKNOWN_KEY } from './callers.js';
import { refuseByRole } from './roles.js';
import { type Session, Sessions } from './sessions.js';

export type Known = Request & { caller?: Caller; session?: Session };

/**
 * Admits a site key or an operator key (`Authorization: Bearer …`), or a session opened with one,
 * within the rate limit.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly callers: Callers;

  constructor(
    @Inject(GATEWAY_SETTINGS) { sites }: GatewaySettings,
    private readonly limits: SiteLimits,
    private readonly sessions: Sessions,
  ) {
    this.callers = new Callers(sites);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Known>();
    const caller = this.byKey(request) ?? (await this.bySession(request));
    refuseByRole(caller, request);
    this.limits.countRequest(caller, context.switchToHttp().getResponse<Response>());
    request.caller = caller;
    return true;
  }

  /** Undefined if no key was sent. @throws Problem for an unknown one. */
  private byKey(request: Known): Caller | undefined {
    const key = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (key === undefined) return undefined;
    const caller = this.callers.find(key);
    if (caller) return caller;
    throw new Problem('key-refused', UNKNOWN_KEY);
  }

  private async bySession(request: Known): Promise<Caller> {
    const session = await this.sessions.of(request);
    if (session) {
      request.session = session;
      return session.caller;
    }
    const cure = 'send "Authorization: Bearer" with a site key or an operator key.';
    throw new Problem('key-refused', `No key was sent: ${cure}`);
  }
}

/** The caller; only on routes that the guard protects. */
export const TheCaller = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<Known>().caller;
});
