import { ApiError, ask, get } from './client.js';
import type { Session } from './types.js';

const NAME = 'newsletter-actor';
/** Tabs share a cookie: each notifies the others when it has changed. */
const CHANGED = 'newsletter-session-changed';

const CSRF_REFUSED = 'csrf-refused';
const REFUSED = 'Nothing was done: somebody signed in again in another tab. Try again.';
const OTHER = 'Nothing was done: this browser is now signed in with another key.';

/** The user shown as signed in. Changes are sent for that user, or not at all. */
let shown: Session | undefined;

/** Changes for the earlier user: not done, or with an unknown result. */
export type Pending = 'nothing' | 'refused' | 'under way';

type OtherListener = (other: Session, pending: Pending) => void;
let onOther: OtherListener | undefined;
let underWay = 0;

/** The name that the history shows for this person's actions. */
export const actor = {
  get: (): string => localStorage.getItem(NAME) ?? '',
  set: (name: string): void => localStorage.setItem(NAME, name.trim()),
};

export function actAs(session: Session | undefined): void {
  shown = session;
}

export function whenAnotherIsSignedIn(listener: OtherListener | undefined): void {
  onOther = listener;
}

/** Calls the listener when another tab has signed in or out; returns how to stop. */
export function onChangeElsewhere(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === CHANGED) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

export async function signIn(key: string): Promise<Session> {
  const session = await send<Session>('POST', '/v1/session', { key });
  notifyOtherTabs();
  return session;
}

/** Undefined when nobody is signed in. */
export async function currentSession(): Promise<Session | undefined> {
  return get<Session>('/v1/session').catch(unlessNobody);
}

/** Fails if the session continues. */
export async function signOut(): Promise<void> {
  await send('DELETE', '/v1/session').catch(unlessNobody);
  notifyOtherTabs();
}

export function post<T>(path: string, body?: object): Promise<T> {
  return send<T>('POST', path, body);
}

/** Whether the user is still the one on the page; if not, the page is notified. */
export async function isStillSignedIn(wasRefused = false): Promise<boolean> {
  const now = await get<Session>('/v1/session');
  if (shown && identityOf(now) !== identityOf(shown)) {
    const unheard = underWay > 0 ? 'under way' : 'nothing';
    onOther?.(now, wasRefused ? 'refused' : unheard);
    return false;
  }
  shown = now;
  return true;
}

async function send<T>(method: string, path: string, body?: object): Promise<T> {
  const by = shown;
  try {
    return await sendOnce<T>(method, path, body);
  } catch (error) {
    if (!isOfOtherSession(error)) throw error;
  }
  // The page may show another user now: what was confirmed is only done for the user who confirmed it.
  const isSame = (await isStillSignedIn(true)) && isOf(by);
  if (!isSame) throw new ApiError(403, OTHER, CSRF_REFUSED);
  return sendOnce<T>(method, path, body).catch((error: unknown) => {
    throw isOfOtherSession(error) ? new ApiError(403, REFUSED, CSRF_REFUSED) : error;
  });
}

async function sendOnce<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = {
    ...(shown?.csrf ? { 'newsletter-csrf': shown.csrf } : {}),
    ...(actor.get() ? { 'newsletter-actor': inBytes(actor.get()) } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  underWay += 1;
  try {
    return await ask<T>(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  } finally {
    underWay -= 1;
  }
}

/** Refused before anything was done: the cookie is not of the session that the page knows. */
function isOfOtherSession(error: unknown): boolean {
  return error instanceof ApiError && error.code === CSRF_REFUSED;
}

function unlessNobody(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 401) return undefined;
  throw error;
}

function notifyOtherTabs(): void {
  localStorage.setItem(CHANGED, String(Date.now()));
}

function isOf(by: Session | undefined): boolean {
  return !by || (shown !== undefined && identityOf(shown) === identityOf(by));
}

function identityOf({ kind, id, name, mayAct, site }: Session): string {
  return JSON.stringify([kind, id, name, mayAct, site]);
}

/** Headers are bytes: a name is sent as its UTF-8 bytes. */
function inBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
