import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenSessionEnds } from './client.js';
import { actAs, isStillSignedIn, post, signOut, whenAnotherIsSignedIn } from './session.js';
import type { Session } from './types.js';

const ZOE: Session = {
  kind: 'operator',
  id: 'operator:Zoe',
  name: 'Zoe',
  mayAct: true,
  site: null,
  endsAt: '2026-11-30T20:00:00.000Z',
  csrf: 'first',
};
const ADA: Session = { ...ZOE, id: 'operator:Ada', name: 'Ada', csrf: 'of Ada' };

/** The session of the gateway's cookie, and the changes it received. */
let cookie: Session | undefined;
let changed: string[];
let failure: number | undefined;
const others: [string | null, string][] = [];

const problem = (status: number, code: string) =>
  Response.json({ type: `urn:newsletter-connector:problem:${code}`, detail: code }, { status });

function answer(path: string, { method = 'GET', headers = {} }: RequestInit = {}): Response {
  if (failure !== undefined) return problem(failure, 'try-again');
  if (!cookie) return problem(401, 'key-refused');
  if (method === 'GET') return Response.json(cookie);
  const sent = (headers as Record<string, string>)['newsletter-csrf'];
  if (sent !== cookie.csrf) return problem(403, 'csrf-refused');
  changed.push(`${method} ${path} by ${cookie.name}`);
  return Response.json({});
}

beforeEach(() => {
  changed = [];
  others.length = 0;
  failure = undefined;
  cookie = ZOE;
  actAs(ZOE);
  whenAnotherIsSignedIn(({ name }, pending) => others.push([name, pending]));
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => answer(path, init));
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});

afterEach(() => {
  vi.unstubAllGlobals();
  actAs(undefined);
  whenAnotherIsSignedIn(undefined);
  whenSessionEnds(undefined);
});

describe('a page whose cookie was replaced by another tab', () => {
  it('does what is asked if the same key signed in, once', async () => {
    cookie = { ...ZOE, csrf: 'second' };
    await post('/v1/bulk', {});
    await post('/v1/bulk', {});
    expect(changed).toEqual(['POST /v1/bulk by Zoe', 'POST /v1/bulk by Zoe']);
    expect(others).toEqual([]);
  });

  it('does nothing for another user, and shows who is signed in', async () => {
    cookie = ADA;
    await expect(post('/v1/bulk', {})).rejects.toThrow(/^Nothing was done/);
    // The page has not changed yet: still nothing is done as Ada.
    await expect(post('/v1/bulk', {})).rejects.toThrow(/^Nothing was done/);
    expect(changed).toEqual([]);
    expect(others[0]).toEqual(['Ada', 'refused']);
  });

  it('notices it when it checks', async () => {
    expect(await isStillSignedIn()).toBe(true);
    cookie = ADA;
    expect(await isStillSignedIn()).toBe(false);
    expect(others).toEqual([['Ada', 'nothing']]);
  });

  it('does nothing for another user whom the page shows in the meantime', async () => {
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      const ours = answer(path, init);
      // The pending check shows Ada before the refusal arrives.
      if (init?.method) actAs(ADA);
      return ours;
    });
    cookie = ADA;
    await expect(post('/v1/bulk', {})).rejects.toThrow(/another key/);
    expect(changed).toEqual([]);
    await post('/v1/bulk', {});
    expect(changed).toEqual(['POST /v1/bulk by Ada']);
  });

  it('says that a change is in progress whose result is unknown', async () => {
    const answers: (() => void)[] = [];
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      const ours = answer(path, init);
      if (init?.method) await new Promise<void>((resolve) => answers.push(resolve));
      return ours;
    });
    const doing = post('/v1/bulk', {});
    cookie = ADA;
    await isStillSignedIn();
    for (const go of answers) go();
    await doing;
    expect(others).toEqual([['Ada', 'under way']]);
  });

  it('signs out nobody else', async () => {
    cookie = ADA;
    await expect(signOut()).rejects.toThrow(/another key/);
    expect(changed).toEqual([]);
  });
});

describe('signing out', () => {
  it('works after the same key signed in again', async () => {
    cookie = { ...ZOE, csrf: 'second' };
    await signOut();
    expect(changed).toEqual(['DELETE /v1/session by Zoe']);
  });

  it('fails if the session continues, but not if it has ended already', async () => {
    failure = 503;
    await expect(signOut()).rejects.toThrow('try-again');
    failure = undefined;
    cookie = undefined;
    await expect(signOut()).resolves.toBeUndefined();
  });
});

describe('a refusal', () => {
  it('is reported in words that help if a retry does not', async () => {
    let count = 0;
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      cookie = { ...ZOE, csrf: `${(count += 1)}` };
      return answer(path, init);
    });
    await expect(post('/v1/bulk', {})).rejects.toThrow(/Try again/);
    expect(changed).toEqual([]);
  });
});
