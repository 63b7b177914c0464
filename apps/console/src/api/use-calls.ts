import { useEffect, useState } from 'preact/hooks';
import { get } from './client.js';
import type { CallPage, WireCall } from './types.js';
import { useQuery } from './use-query.js';

/** Calls are stored a second after they were made. */
const WRITTEN_MS = 2_000;

type Known = { of: string; calls: Map<number, WireCall>; next: number | null; error?: Error };

/** The calls that were made for a newsletter, the latest ones first; `more` reads earlier ones. */
export function useCalls(id: string, version: number) {
  const path = `/v1/deployments/${id}/calls`;
  const { data, error, reload } = useQuery<CallPage>(path, (change) => change === 'time');
  const [state, setState] = useState<Known>(nothingOf(''));
  const known = state.of === id ? state : nothingOf(id);
  useEffect(() => {
    if (data) setState((before) => withLatest(before.of === id ? before : nothingOf(id), data));
  }, [data]);
  useEffect(() => {
    const timer = window.setTimeout(reload, WRITTEN_MS);
    return () => window.clearTimeout(timer);
  }, [version, reload]);
  const { next } = known;
  /** Another newsletter may be shown when the response arrives. */
  const setOurs = (change: (before: Known) => Known) =>
    setState((before) => (before.of === id ? change(before) : before));
  const more = () => {
    get<CallPage>(`${path}?after=${next}`).then(
      (page) => setOurs((before) => withEarlier(before, page)),
      (problem: Error) => setOurs((before) => ({ ...before, error: problem })),
    );
  };
  return {
    calls: [...known.calls.values()],
    isKnown: state.of === id || error !== undefined,
    error: error ?? known.error,
    again: error ? reload : more,
    ...(next === null ? {} : { more }),
  };
}

function nothingOf(id: string): Known {
  return { of: id, calls: new Map(), next: null };
}

function withLatest(known: Known, { calls, next }: CallPage): Known {
  const isFirst = known.calls.size === 0;
  return { ...known, calls: added(known, calls), next: isFirst ? next : known.next };
}

function withEarlier(known: Known, { calls, next }: CallPage): Known {
  return { of: known.of, calls: added(known, calls), next };
}

function added({ calls: known }: Known, calls: readonly WireCall[]): Map<number, WireCall> {
  return new Map([...known, ...calls.map((call) => [call.id, call] as const)]);
}
