import { LRUCache } from 'lru-cache';
import { type Fact, type StreamId, streamName } from '#events';
import type { Projection } from '../projections/projection.js';

export type Folded<S> = { state: S; version: number };

type Kept = Folded<unknown> & { projection: { evolve: unknown } };

const MOST = 2_000;

/**
 * States of streams that were read lately, so that only what is new is read and folded. What an append
 * expects is checked by the store: a state that is not up to date costs a try, and never more.
 */
export class FoldedStates {
  private readonly kept = new LRUCache<string, Kept>({ max: MOST });
  private erasures = 0;

  /** The state to go on from: the initial one, where none is kept. */
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

  forget(stream: StreamId): void {
    this.kept.delete(streamName(stream));
  }

  /** Whether what is kept may be used: states name people, and some were erased meanwhile. */
  isGoodFor(erasures: number): boolean {
    if (erasures === this.erasures) return true;
    this.erasures = erasures;
    this.kept.clear();
    return false;
  }
}
