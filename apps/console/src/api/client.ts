import type { Session } from './types.js';

/** What went wrong, in the gateway's words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Called when an answer says that nobody is signed in any more, with the gateway's words. */
let onEnd: ((words: string) => void) | undefined;

export function whenSessionEnds(listener: typeof onEnd): void {
  onEnd = listener;
}

const NAME = 'newsletter-actor';
let csrf: string | null = null;

/** The name that the history shows for what this person does. */
export const actor = {
  get: (): string => localStorage.getItem(NAME) ?? '',
  set: (name: string): void => localStorage.setItem(NAME, name.trim()),
};

export async function signIn(key: string): Promise<Session> {
  return remember(await send<Session>('POST', '/v1/session', { key }));
}

/** Undefined when nobody is signed in. */
export async function currentSession(): Promise<Session | undefined> {
  try {
    return remember(await get<Session>('/v1/session'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined;
    throw error;
  }
}

export async function signOut(): Promise<void> {
  onEnd = undefined;
  // It may have ended by itself; a gateway that is away must not keep anybody in.
  await send('DELETE', '/v1/session').catch(() => undefined);
  csrf = null;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, signal ? { signal } : {});
}

export function post<T>(path: string, body?: object): Promise<T> {
  return send<T>('POST', path, body);
}

function remember(session: Session): Session {
  csrf = session.csrf;
  return session;
}

function send<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = {
    ...(csrf ? { 'newsletter-csrf': csrf } : {}),
    ...(actor.get() ? { 'newsletter-actor': inBytes(actor.get()) } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return ask<T>(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.status === 401) onEnd?.(error.message);
    throw error;
  }
  return (await response.json()) as T;
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as {
    detail?: string;
    because?: string;
  };
  const words = problem.because ?? problem.detail ?? `The gateway responded ${response.status}.`;
  return new ApiError(response.status, words);
}

/** Headers carry bytes: a name goes as the bytes of its UTF-8. */
function inBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
