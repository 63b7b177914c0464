import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { digestOf } from '#sites';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem } from '../problem/problem.js';
import { type Caller, Callers } from './callers.js';
import { tokenIn } from './cookie.js';
import { refuseSubscriber } from './roles.js';
import { StoredSessions } from './stored-sessions.js';

/** A working day. */
export const SESSION_LIFE_MS = 12 * 60 * 60_000;

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const CSRF_HEADER = 'newsletter-csrf';

export type Session = { caller: Caller; token: string; endsAt: string };

/** Browser sessions opened with a key. One ends when it expires, at sign-out, or with its key. */
@Injectable()
export class Sessions {
  private readonly callers: Callers;

  constructor(
    @Inject(GATEWAY_SETTINGS) { sites }: GatewaySettings,
    private readonly sessions: StoredSessions,
  ) {
    this.callers = new Callers(sites);
  }

  /** @throws Problem `key-refused`. */
  async open(key: string): Promise<Session> {
    const caller = this.callers.find(key);
    const keyPrint = this.callers.printOf(key);
    if (!caller || keyPrint === undefined) {
      const cure = "compare it with the site's siteKeys or the operatorKeys of the sites file.";
      throw new Problem('key-refused', `The key is unknown or has expired: ${cure}`);
    }
    refuseSubscriber(caller);
    const token = randomBytes(32).toString('base64url');
    const endsAt = await this.sessions.open(
      { tokenHash: hashOf(token), keyPrint },
      SESSION_LIFE_MS,
    );
    return { caller, token, endsAt };
  }

  /** Undefined without a cookie of ours. @throws Problem `key-refused` or `csrf-refused`. */
  async of(request: Request): Promise<Session | undefined> {
    const token = tokenIn(request);
    if (token === undefined) return undefined;
    const found = await this.sessions.find(hashOf(token));
    const caller = found && this.callers.byPrint(found.keyPrint);
    if (!caller) throw new Problem('key-refused', 'The session has ended: sign in again.');
    refuseForged(request, token);
    return { caller, token, endsAt: found.endsAt };
  }

  close(token: string): Promise<void> {
    return this.sessions.close(hashOf(token));
  }
}

/** Only a page of this gateway can read it, and so can send it. */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

/** Browsers add the cookie to requests from any page, but never the header. */
function refuseForged(request: Request, token: string): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const sent = digestOf(request.get(CSRF_HEADER) ?? '');
  if (timingSafeEqual(sent, digestOf(csrfOf(token)))) return;
  const cure = `send the csrf of GET /v1/session as ${CSRF_HEADER}.`;
  throw new Problem('csrf-refused', `The request may have been forged by another page: ${cure}`);
}

function hashOf(token: string): string {
  return digestOf(token).toString('hex');
}
