import { useEffect, useState } from 'preact/hooks';
import { get } from './client.js';
import type { CallPage, WireCall } from './types.js';
import { useQuery } from './use-query.js';

/** Calls are written a second after they were made. */
const WRITTEN_MS = 2_000;

type Known = { of: string; calls: Map<number, WireCall>; next: number | null };

/** The calls that were made for a newsletter, the latest ones first; `more` reads earlier ones. */
export function useCalls(id: string, version: number) {
  const path = `/v1/deployments/${id}/calls`;
  const { data, error, reload } = useQuery<CallPage>(path, () => false);
  const [state, setState] = useState<Known>({ of: '', calls: new Map(), next: null });
  const known =
    state.of === id ? state : { of: id, calls: new Map<number, WireCall>(), next: null };
  const add = (page: CallPage, isEarlier: boolean) =>
    setState((before) => {
      const calls = new Map(before.of === id ? before.calls : []);
      const isFirst = calls.size === 0;
      for (const call of page.calls) calls.set(call.id, call);
      return { of: id, calls, next: isFirst || isEarlier ? page.next : before.next };
    });
  useEffect(() => {
    if (data) add(data, false);
  }, [data]);
  useEffect(() => {
    const timer = window.setTimeout(reload, WRITTEN_MS);
    return () => window.clearTimeout(timer);
  }, [version, reload]);
  const { next } = known;
  const more = () => {
    // Where it fails, so does reading the first page, which says why.
    get<CallPage>(`${path}?after=${next}`).then((page) => add(page, true), reload);
  };
  return {
    calls: [...known.calls.values()],
    isKnown: state.of === id || error !== undefined,
    error,
    ...(next === null ? {} : { more }),
  };
}
