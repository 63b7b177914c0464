import type { CookieOptions, Request, Response } from 'express';

const NAME = 'newsletter-console';
const TOKEN = /^[\w-]{43}$/;

/** With TLS its name keeps other hosts and paths from setting it. */
function nameFor({ secure }: Request): string {
  return secure ? `__Host-${NAME}` : NAME;
}

function optionsFor({ secure }: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure, path: '/' };
}

/** The session token; undefined if the request has none. */
export function tokenIn(request: Request): string | undefined {
  const name = `${nameFor(request)}=`;
  const parts = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  const value = parts.find((part) => part.startsWith(name))?.slice(name.length) ?? '';
  return TOKEN.test(value) ? value : undefined;
}

export function setToken(response: Response, token: string, lifeMs: number): void {
  const { req: request } = response;
  response.cookie(nameFor(request), token, { ...optionsFor(request), maxAge: lifeMs });
}

export function clearToken(response: Response): void {
  const { req: request } = response;
  response.clearCookie(nameFor(request), optionsFor(request));
}
