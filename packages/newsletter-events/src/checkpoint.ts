/** How far a subscriber is. Keep it as it is: what it holds may change between releases. */
export type Progress = {
  /** The life of the store that `after` belongs to. */
  epoch: string;
  /** The cursor of the page in hand. */
  after: string;
  /** The events of that page that were handled. */
  seen: readonly string[];
};

/**
 * Where a subscriber keeps how far it is. `transaction` is what `onEvent` gave to `save`; kept in the
 * same transaction as what it did, an event is handled exactly once.
 */
export type Checkpoint<Transaction = unknown> = {
  load(): Promise<Progress | undefined>;
  save(progress: Progress, transaction?: Transaction): Promise<void>;
};

export function isProgress(value: unknown): value is Progress {
  const { epoch, after, seen } = (value ?? {}) as Progress;
  return typeof epoch === 'string' && typeof after === 'string' && Array.isArray(seen);
}

/** Null: what a database has instead of nothing may come through, whatever the types say. */
export function isSame(one: Progress | null | undefined, other: Progress): boolean {
  const text = ({ epoch, after, seen }: Progress) => JSON.stringify([epoch, after, seen]);
  return !!one && text(one) === text(other);
}
