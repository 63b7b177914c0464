import type { Request } from 'express';
import type { Role } from '#sites';
import { Problem } from '../problem/problem.js';
import type { Caller } from './callers.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** What subscribers read: the feed, its stream, and the schemas of its events. */
const SUBSCRIBED = /^\/v1\/(events(\/stream)?|schemas(\/[^/]+)?)\/?$/;
const SUBSCRIBES = 'only reads the feed (GET /v1/events, /v1/events/stream, and /v1/schemas)';
/** Any signed-in caller may read the session, and end it. */
const SESSION = '/v1/session';

type Asked = Pick<Request, 'method' | 'path'>;

const ALLOWED: Record<Role, (asked: Asked) => boolean> = {
  subscribe: ({ method, path }) => SAFE_METHODS.includes(method) && SUBSCRIBED.test(path),
  read: ({ method }) => SAFE_METHODS.includes(method),
  operate: () => true,
  admin: () => true,
};

/** @throws Problem `role-refused` if the key's role does not allow the request. */
export function refuseByRole(caller: Caller, asked: Asked): void {
  if (caller.kind === 'site' || asked.path === SESSION || ALLOWED[caller.role](asked)) return;
  throw roleRefused(caller.role, caller.role === 'read' ? 'only reads' : SUBSCRIBES);
}

/** A subscriber may not even read a session. @throws Problem `role-refused`. */
export function refuseSubscriber(caller: Caller): void {
  if (caller.kind !== 'operator' || caller.role !== 'subscribe') return;
  throw roleRefused(caller.role, SUBSCRIBES);
}

/** @throws Problem `role-refused`. */
export function adminsOnly(caller: Caller): void {
  if (caller.kind === 'operator' && caller.role !== 'admin') {
    throw roleRefused(caller.role, 'does not administer');
  }
}

function roleRefused(role: Role, what: string): Problem {
  const cure = 'send a key of another role; see operatorKeys in the sites file.';
  return new Problem('role-refused', `A key of the role ${role} ${what}: ${cure}`);
}
