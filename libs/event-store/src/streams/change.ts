import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fact, Metadata, Recorded } from '#events';
import type { Alongside } from '../append/append.js';
import { backOff } from '../append/back-off.js';
import { StoreUnavailable, VersionConflict } from '../errors.js';
import type { EventStore, LoadedState } from '../event-store.js';
import type { Projection } from '../projections/projection.js';
import { storable } from '../append/storable.js';
import type { Conditions } from './conditions.js';

export type Change<S, E extends Fact = Fact> = LoadedState<S, E>;

export type ChangeOptions<S> = {
  metadata: Metadata;
  /** How often it is read and decided before a conflict is thrown; default: 50. */
  tries?: number;
  /** How long an unavailable store is retried before that is thrown, in milliseconds; default: 0. */
  patienceMs?: number;
  /** What is stored with the events, even if there are none. */
  alongside?: (change: Omit<Change<S>, 'events'>) => Alongside;
};

/** What to do to a stream. */
export type Changing<S, E extends Fact> = {
  projection: Projection<S, E>;
  id: string;
  decide: (state: S, now: string, conditions: Conditions) => readonly E[];
  options: ChangeOptions<S>;
};

const DEFAULT_TRIES = 50;
const AGAIN_MS = 250;
const AGAIN_CEILING_MS = 5_000;

/** Reads, decides and appends; retries if another was first or, with patience, the store was unavailable. */
export async function changeStream<S, E extends Fact>(
  store: EventStore,
  changing: Changing<S, E>,
): Promise<Change<S, E>> {
  const { tries = DEFAULT_TRIES, patienceMs = 0 } = changing.options;
  const endsAtMs = performance.now() + patienceMs;
  const asked = new Set<string>();
  let away = 0;
  for (let attempt = 1; ;) {
    try {
      return await changeOnce(store, changing, asked);
    } catch (error) {
      if (error instanceof VersionConflict && attempt < tries) {
        await backOff(attempt);
        attempt += 1;
      } else if (error instanceof StoreUnavailable && performance.now() < endsAtMs) {
        await delay(Math.min(AGAIN_CEILING_MS, AGAIN_MS * 2 ** away));
        away += 1;
      } else throw error instanceof StoreUnavailable ? asFarAsKnown(error, asked) : error;
    }
  }
}

/** A mere read is not in doubt; an append stays so, even if the store has become unavailable. */
function asFarAsKnown({ cause }: StoreUnavailable, asked: Set<string>): StoreUnavailable {
  return new StoreUnavailable(cause, asked.size > 0);
}

/** `asked`: ids of appends that may have been committed although no response arrived. */
async function changeOnce<S, E extends Fact>(
  store: EventStore,
  { projection, id, decide, options: { metadata, alongside } }: Changing<S, E>,
  asked: Set<string>,
): Promise<Change<S, E>> {
  const stream = { category: projection.category, id };
  const loaded = await load(store, { projection, id }, asked);
  const { state: before, events: known, version: expectedVersion, now } = loaded;
  const ours = known.findIndex((event) => asked.has(event.id));
  if (ours >= 0) {
    return { ...loaded, events: known.slice(ours) };
  }
  const facts = decide(before, now, loaded.conditions).map(storable);
  const recorded = facts.map((fact) => ({ ...fact, at: now }));
  const state = fold(projection, before, recorded);
  const version = expectedVersion + facts.length;
  const change = { ...loaded, state, version };
  if (facts.length === 0 && !alongside) return { ...change, events: [] };
  const firstId = randomUUID();
  asked.add(firstId);
  const row = projection.row(state);
  const append = { stream, expectedVersion, facts, at: now, metadata, row, firstId };
  try {
    const events = await store.append({ ...append, ...alongside?.(change) });
    const { life } = loaded;
    if (life !== undefined) store.appended(projection, id, { life, folded: { state, version } });
    return { ...change, events };
  } catch (error) {
    const isUnsent = error instanceof StoreUnavailable && !error.isInDoubt;
    if (error instanceof VersionConflict || isUnsent) asked.delete(firstId);
    throw error;
  }
}

/**
 * From its row if that is enough. A caller that may have appended before searches for that in all the
 * events: another one here may have folded it already.
 */
async function load<S, E extends Fact>(
  store: EventStore,
  { projection, id }: Pick<Changing<S, E>, 'projection' | 'id'>,
  asked: Set<string>,
): Promise<LoadedState<S, E>> {
  if (asked.size > 0) return store.load(projection, id, { isFresh: true });
  const row = await store.readRow(projection, id);
  return row ? { ...row, events: [] } : store.load(projection, id);
}

export function fold<S, E extends Fact>(
  projection: Projection<S, E>,
  initial: S,
  events: readonly Recorded<E>[],
): S {
  return events.reduce((state, event) => projection.evolve(state, event), initial);
}
