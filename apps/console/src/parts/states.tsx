import type { ComponentChildren } from 'preact';
import type { Query } from '../api/use-query.js';

/** The result; a loading sign before that, and the gateway's words if it cannot be read. */
export function Loaded<T>({
  query,
  children,
}: {
  query: Query<T>;
  children: (data: T) => ComponentChildren;
}) {
  const { data, error, reload } = query;
  if (data === undefined && !error) return <p class="quiet">Loading…</p>;
  return (
    <>
      {error && <Failure error={error} onAgain={reload} />}
      {data !== undefined && children(data)}
    </>
  );
}

export function Failure({ error, onAgain }: { error: Error; onAgain: () => void }) {
  return (
    <p class="problem" role="alert">
      {error.message} <button onClick={onAgain}>Try again</button>
    </p>
  );
}
