type Connected = (error: unknown, client?: unknown, release?: unknown) => void;

/** What pg's pool offers, as far as it is used here: with a callback or as a promise. */
export type ConnectingPool = { connect(callback?: Connected): Promise<unknown> | void };

/** Passes to `told` how long each waited for a connection, even without success. Seconds. The pool has no event for it. */
export function timeWaits(pool: ConnectingPool, observe: (seconds: number) => void): void {
  const connect = pool.connect.bind(pool);
  pool.connect = (callback) => {
    const startedMs = performance.now();
    const ended = () => observe((performance.now() - startedMs) / 1000);
    if (!callback) return connect()?.finally(ended);
    return connect((...answer) => {
      ended();
      callback(...answer);
    });
  };
}
