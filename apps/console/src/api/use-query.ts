import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from './client.js';
import { type LiveChange, onChange } from './live.js';

export type Query<T> = {
  data: T | undefined;
  error: Error | undefined;
  reload: () => void;
};

const TOGETHER_MS = 300;

/**
 * Reads an address of the API, and again after each change that matters to it. What was read last stays
 * while it is read again.
 */
export function useQuery<T>(
  path: string | undefined,
  matters: (change: LiveChange) => boolean = () => true,
): Query<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: Error }>({});
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    if (path === undefined) return undefined;
    const aborter = new AbortController();
    get<T>(path, aborter.signal).then(
      (data) => setState({ path, data }),
      (error: Error) => {
        if (!aborter.signal.aborted) setState((known) => keepFor(path, known, error));
      },
    );
    return () => aborter.abort();
  }, [path, asked]);
  useReloadOnChange(reload, matters);
  const isOurs = state.path === path;
  return { data: isOurs ? state.data : undefined, error: isOurs ? state.error : undefined, reload };
}

function keepFor<T>(path: string, known: { path?: string; data?: T }, error: Error) {
  return known.path === path ? { ...known, error } : { path, error };
}

function useReloadOnChange(reload: () => void, matters: (change: LiveChange) => boolean): void {
  const latest = useRef(matters);
  latest.current = matters;
  useEffect(() => {
    let timer: number | undefined;
    const stop = onChange((change) => {
      if (!latest.current(change)) return;
      timer ??= window.setTimeout(() => {
        timer = undefined;
        reload();
      }, TOGETHER_MS);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [reload]);
}
