import { LRUCache } from 'lru-cache';
import { type Fact, type StreamId, streamName } from '#events';
import type { Projection } from '../projections/projection.js';

export type Folded<S> = { state: S; version: number };

type Kept = Folded<unknown> & { projection: { evolve: unknown } };

const MOST = 2_000;

/**
 * States of recently read streams, so that only new events are read and folded. The store checks what
 * an append expects: a stale state costs a retry, and never more.
 */
export class FoldedStates {
  private readonly kept = new LRUCache<string, Kept>({ max: MOST });
  /** Of the store, as it was last read: people were erased, or it lost data. */
  life = '';

  /** The state to continue from: the initial one, if none is kept. */
  of<S, E extends Fact>(projection: Projection<S, E>, stream: StreamId): Folded<S> {
    const kept = this.kept.get(streamName(stream));
    if (kept?.projection.evolve !== projection.evolve) {
      return { state: projection.initial, version: 0 };
    }
    return kept as Folded<S>;
  }

  keep<S, E extends Fact>(
    projection: Projection<S, E>,
    stream: StreamId,
    { state, version }: Folded<S>,
  ): void {
    this.kept.set(streamName(stream), { state, version, projection });
  }

  /** After an append: the next read has nothing to fold. Only what was folded in this life of the store is kept. */
  advance<S, E extends Fact>(
    projection: Projection<S, E>,
    stream: StreamId,
    { life, folded }: { life: string; folded: Folded<S> },
  ): void {
    if (life === this.life) this.keep(projection, stream, folded);
  }

  forget(stream: StreamId): void {
    this.kept.delete(streamName(stream));
  }

  /** Forgets what was folded in another life of the store. */
  enter(life: string): void {
    if (life === this.life) return;
    this.life = life;
    this.kept.clear();
  }
}
