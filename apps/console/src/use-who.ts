import { useEffect, useState } from 'preact/hooks';
import { ApiError, get, whenSessionEnds } from './api/client.js';
import { onChange } from './api/live.js';
import {
  type Pending,
  actAs,
  currentSession,
  isStillSignedIn,
  onChangeElsewhere,
  signOut,
  whenAnotherIsSignedIn,
} from './api/session.js';
import type { Session, Site, SiteList } from './api/types.js';

export type Somebody = { state: 'somebody'; session: Session; sites: Site[] };

type Who =
  | { state: 'unknown' }
  | { state: 'nobody'; words: string }
  | { state: 'unable'; words: string }
  | Somebody;

const OTHER =
  'This browser is now signed in with another key, and this page shows what that key may see.';
const PENDING: Record<Pending, string> = {
  nothing: '',
  refused: 'Nothing was done. ',
  'under way': 'The action you confirmed is still running. Check its result. ',
};
const NOT_OUT = 'You are still signed in. Signing out failed: ';

/** The user of the page, and notices for them. */
export function useWho() {
  const [who, setWho] = useState<Who>({ state: 'unknown' });
  const [notice, setNotice] = useState('');
  const leave = (words = '') => {
    actAs(undefined);
    whenSessionEnds(undefined);
    whenAnotherIsSignedIn(undefined);
    setWho({ state: 'nobody', words });
  };
  const fail = (problem: Error) => {
    if (problem instanceof ApiError && problem.status === 401) leave(problem.message);
    else setWho({ state: 'unable', words: problem.message });
  };
  const enter = (session: Session, words = ''): Promise<void> =>
    get<SiteList>('/v1/sites').then(({ sites }) => {
      actAs(session);
      whenSessionEnds(leave);
      whenAnotherIsSignedIn(change);
      setNotice(words);
      setWho({ state: 'somebody', session, sites });
    }, fail);
  const change = (other: Session, pending: Pending) => {
    // Nothing of one user is shown under the name of another.
    setWho({ state: 'unknown' });
    void enter(other, PENDING[pending] + OTHER);
  };
  const refresh = () => {
    setWho({ state: 'unknown' });
    currentSession().then((session) => (session ? enter(session) : leave()), fail);
  };
  useEffect(refresh, []);
  const out = () =>
    void signOut().then(
      () => leave(),
      ({ message }: Error) => setNotice(NOT_OUT + message),
    );
  // Signing out stays possible if the gateway does not respond.
  const outAnyway = () =>
    void signOut().then(
      () => leave(),
      ({ message }: Error) => leave(NOT_OUT + message),
    );
  return { who, notice, setNotice, refresh, enter, out, outAnyway };
}

/** Checks whether it is still the same user: other tabs share the session. */
export function useSameSession(): void {
  useEffect(() => {
    // A missing response is reported by what the page reads.
    const check = () => void isStillSignedIn().catch(() => undefined);
    const stops = [
      onChangeElsewhere(check),
      onChange((change) => {
        if (change === 'connected' || change === 'time') check();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}
