import {
  type Codec,
  type Fact,
  type Metadata,
  type Recorded,
  type StoredEvent,
  type StreamId,
  codec as storedEvents,
} from '#events';
import type { DataSource, EntityManager } from 'typeorm';
import { type Append, appendTo } from './append.js';
import { VersionConflict, guarded } from './errors.js';
import type { Projection } from './projection.js';
import { backOff } from './back-off.js';
import { type FeedEntry, feedLag, readFeed } from './feed.js';
import { type EventRow, toStoredEvent } from './stored-event.js';

export type Loaded = { events: StoredEvent[]; version: number; now: string };

export type Change<S> = { state: S; events: StoredEvent[]; version: number; now: string };

export type ChangeOptions<S> = {
  metadata: Metadata;
  /** How often it is read and decided before a conflict is thrown; 50 unless told. */
  tries?: number;
  /** Runs in the append's transaction; also when nothing is to be appended. */
  within?: (manager: EntityManager, change: Change<S>) => Promise<void>;
};

const DEFAULT_TRIES = 50;

const READ = `
SELECT connector_now() AS now, event.*
FROM (SELECT 1) AS one
LEFT JOIN event ON category = $1 AND stream_id = $2 AND version <= $3
ORDER BY version`;

const LAST_VERSION = 2_147_483_647;

/** The append-only truth. Every call may throw StoreUnavailable. */
export class EventStore {
  private readonly listeners = new Set<(events: StoredEvent[]) => void>();

  constructor(
    readonly dataSource: DataSource,
    private readonly codec: Codec = storedEvents,
  ) {}

  /** A stream's events, and the database's clock at the same moment. */
  async read(stream: StreamId, upTo = LAST_VERSION): Promise<Loaded> {
    type Row = EventRow & { now: Date };
    const rows = await guarded(() =>
      this.dataSource.query<Row[]>(READ, [stream.category, stream.id, upTo]),
    );
    const events = rows
      .filter(({ id }) => id !== null)
      .map((row) => toStoredEvent(row, this.codec));
    const now = rows[0]?.now.toISOString() ?? '';
    return { events, version: events.at(-1)?.version ?? 0, now };
  }

  /** @throws VersionConflict when the stream is not at `expectedVersion`. */
  async append(append: Append): Promise<StoredEvent[]> {
    const events = await guarded(() => appendTo(this.dataSource, this.codec, append));
    if (events.length > 0) for (const listener of this.listeners) listener(events);
    return events;
  }

  /** The state of a stream, folded; `atVersion` for an earlier one. */
  async state<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    atVersion?: number,
  ): Promise<{ state: S; version: number; now: string }> {
    const { events, version, now } = await this.read(
      { category: projection.category, id },
      atVersion,
    );
    return { state: fold(projection, projection.initial, events), version, now };
  }

  /**
   * Reads, decides and appends; when another was first, reads and decides again.
   * @throws VersionConflict after the last try.
   */
  async change<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    decide: (state: S, now: string, version: number) => readonly E[],
    options: ChangeOptions<S>,
  ): Promise<Change<S>> {
    const tries = options.tries ?? DEFAULT_TRIES;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.changeOnce(projection, id, decide, options);
      } catch (error) {
        if (!(error instanceof VersionConflict) || attempt >= tries) throw error;
        await backOff(attempt);
      }
    }
  }

  private async changeOnce<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    decide: (state: S, now: string, version: number) => readonly E[],
    { metadata, within }: ChangeOptions<S>,
  ): Promise<Change<S>> {
    const stream = { category: projection.category, id };
    const { state: before, version: expectedVersion, now } = await this.state(projection, id);
    const facts = decide(before, now, expectedVersion);
    const state = fold(
      projection,
      before,
      facts.map((fact) => ({ ...fact, at: now })),
    );
    const version = expectedVersion + facts.length;
    if (facts.length === 0 && !within) return { state, events: [], version, now };
    const events = await this.append({
      stream,
      expectedVersion,
      facts,
      at: now,
      metadata,
      row: projection.row(state),
      ...(within
        ? { within: (manager) => within(manager, { state, events: [], version, now }) }
        : {}),
    });
    return { state, events, version, now };
  }

  /** The database's clock, ISO. */
  async now(): Promise<string> {
    const [row] = await guarded(() =>
      this.dataSource.query<{ now: Date }[]>('SELECT connector_now() AS now'),
    );
    return row?.now.toISOString() ?? '';
  }

  /** Calls the listener after each append of this process; returns how to stop. */
  onAppended(listener: (events: StoredEvent[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Events after a position of the feed, in its order; only of these types, where told. */
  async feed(after: string, limit: number, types?: readonly string[]): Promise<FeedEntry[]> {
    return guarded(() => readFeed(this.dataSource, this.codec, { after, limit, types }));
  }

  /** How far the holders of a lease are behind the feed. */
  async feedLag(leaseName: string): Promise<{ events: number; ms: number }> {
    return guarded(() => feedLag(this.dataSource, leaseName));
  }
}

function fold<S, E extends Fact>(
  projection: Projection<S, E>,
  initial: S,
  events: readonly Recorded<Fact>[],
): S {
  // The codec has refused what is not of the projection's types.
  return (events as readonly Recorded<E>[]).reduce(
    (state, event) => projection.evolve(state, event),
    initial,
  );
}
