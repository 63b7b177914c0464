/** A subscriber's progress. Store it unchanged: its content may differ between releases. */
export type Progress = {
  /** The epoch of the store that `after` belongs to. */
  epoch: string;
  /** The cursor of the current page. */
  after: string;
  /** The events of that page that were handled. */
  seen: readonly string[];
};

/**
 * Where a subscriber stores its progress. `transaction` is what `onEvent` passed to `save`; saved in the
 * same transaction as its effects, an event is handled exactly once.
 */
export type Checkpoint<Transaction = unknown> = {
  load(): Promise<Progress | undefined>;
  save(progress: Progress, transaction?: Transaction): Promise<void>;
};

export function isProgress(value: unknown): value is Progress {
  const { epoch, after, seen } = (value ?? {}) as Progress;
  return typeof epoch === 'string' && typeof after === 'string' && Array.isArray(seen);
}

/** Null: a database's value for nothing may reach us, whatever the types say. */
export function isSame(one: Progress | null | undefined, other: Progress): boolean {
  const text = ({ epoch, after, seen }: Progress) => JSON.stringify([epoch, after, seen]);
  return !!one && text(one) === text(other);
}
