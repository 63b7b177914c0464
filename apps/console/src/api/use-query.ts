import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from './client.js';
import { type LiveChange, onChange } from './live.js';
import { type Load, Reading } from './reading.js';

export type Query<T> = {
  data: T | undefined;
  error: Error | undefined;
  reload: () => void;
};

type Matters = (change: LiveChange) => boolean;
type State<T> = { of?: string; data?: T; error?: Error };

const TOGETHER_MS = 300;

/**
 * Reads an address of the API, and again after each relevant change. The last result stays visible
 * while it is read again.
 */
export function useQuery<T>(path: string | undefined, matters: Matters = () => true): Query<T> {
  return useReading<T>(path, ({ signal }) => get<T>(path ?? '', signal), matters);
}

/** The same for results of several requests. `of` identifies the subject: only its results are shown. */
export function useReading<T>(of: string | undefined, load: Load<T>, matters: Matters): Query<T> {
  const [state, setState] = useState<State<T>>({});
  const reading = useRef<Reading<T>>(undefined);
  const reload = useCallback(() => reading.current?.again(), []);
  useEffect(() => {
    if (of === undefined) return undefined;
    const ours = new Reading<T>(load, {
      onData: (data) => setState({ of, data }),
      onError: (error) =>
        setState((known) => (known.of === of ? { ...known, error } : { of, error })),
    });
    reading.current = ours;
    ours.again();
    return () => ours.stop();
  }, [of]);
  const { data, error } = state.of === of ? state : {};
  // Failed reads are repeated whenever the whole page is read.
  useReloadOnChange(
    reload,
    (change) => matters(change) || (isWhole(change) && error !== undefined),
  );
  return { data, error, reload };
}

/** After a reconnect, for example: anything may have changed. */
function isWhole(change: LiveChange): boolean {
  return typeof change === 'string';
}

function useReloadOnChange(reload: () => void, matters: Matters): void {
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
