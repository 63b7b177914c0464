import {
  type Codec,
  type Fact,
  type StoredEvent,
  type StreamId,
  codec as storedEvents,
} from '#events';
import type { DataSource } from 'typeorm';
import { type Append, appendTo } from './append.js';
import { type Change, type ChangeOptions, changeStream, fold } from './change.js';
import { LOOK } from './clock/clock-sql.js';
import { Clock, type Look } from './clock/clock.js';
import { guarded } from './errors.js';
import { type Projection, readRowOf } from './projection.js';
import { type FeedEntry, feedLag, readFeed } from './feed.js';
import { People } from './people/people.js';
import { type PageQuery, readPage } from './read-page.js';
import { type WrittenType, writtenTypes } from './written-types.js';
import { type EventRow, toStoredEvent } from './stored-event.js';

type ReadRow = EventRow & Look & { now: Date };
type StateRow = Look & { now: Date; version: number | null; body: unknown };

export type Loaded = { events: StoredEvent[]; version: number; now: string };

const READ = `
SELECT looked.*, event.*
FROM (SELECT connector_now() AS now, ${LOOK} FROM clock) AS looked
LEFT JOIN event ON category = $1 AND stream_id = $2 AND version <= $3
ORDER BY version`;

const LAST_VERSION = 2_147_483_647;

/** The append-only truth. Every call may throw StoreUnavailable. */
export class EventStore {
  /** Who events name: sealed in the tables, plain for who reads and appends here. */
  readonly people: People;
  readonly clock: Clock;
  private readonly listeners = new Set<(events: StoredEvent[]) => void>();

  constructor(
    readonly dataSource: DataSource,
    private readonly codec: Codec = storedEvents,
  ) {
    this.people = new People(dataSource);
    this.clock = new Clock(dataSource);
  }

  /** A stream's events, and the database's clock at the same moment. */
  async read(stream: StreamId, upTo = LAST_VERSION): Promise<Loaded> {
    const rows = await this.steadily<ReadRow>(READ, [stream.category, stream.id, upTo]);
    const stored = rows
      .filter(({ id }) => id !== null)
      .map((row) => toStoredEvent(row, this.codec));
    const events = await this.people.open(stored);
    const now = rows[0]?.now.toISOString() ?? '';
    return { events, version: events.at(-1)?.version ?? 0, now };
  }

  /** The state as its row has it, where that is all of it; undefined where only events tell. */
  async readRow<S, E extends Fact>(
    { category, stateOf }: Projection<S, E>,
    id: string,
  ): Promise<{ state: S; version: number; now: string } | undefined> {
    if (!stateOf) return undefined;
    const [row] = await this.steadily<StateRow>(readRowOf(category), [id]);
    if (!row || row.version === null) return undefined;
    return { state: stateOf(row.body), version: row.version, now: row.now.toISOString() };
  }

  /** Nothing is decided by a clock that has just jumped: it is read again, by the bridged one. */
  private async steadily<R extends Look>(sql: string, values: unknown[]): Promise<R[]> {
    for (;;) {
      const fromMs = performance.now();
      const rows = await guarded(() => this.dataSource.query<R[]>(sql, values));
      if (!rows[0] || !(await this.clock.hasJumped(rows[0], fromMs))) return rows;
    }
  }

  /** A part of a stream, for who shows it: nothing is folded from a part. */
  async page(stream: StreamId, query: PageQuery): Promise<StoredEvent[]> {
    const page = await guarded(() => readPage(this.dataSource, this.codec, stream, query));
    return this.people.open(page);
  }

  /** @throws VersionConflict when the stream is not at `expectedVersion`. */
  async append(append: Append): Promise<StoredEvent[]> {
    const { dataSource, codec, people } = this;
    const events = await guarded(() => appendTo({ dataSource, codec, people }, append));
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
  change<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    decide: (state: S, now: string, version: number) => readonly E[],
    options: ChangeOptions<S>,
  ): Promise<Change<S>> {
    return changeStream(this, { projection, id, decide, options });
  }

  /** What a newer release has written here and this one cannot read; as a rule nothing. */
  async unreadable(): Promise<WrittenType[]> {
    const written = await guarded(() => writtenTypes(this.dataSource));
    const { versions } = this.codec;
    return written.filter(({ type, schemaVersion }) => !(schemaVersion <= (versions[type] ?? 0)));
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
    const query = { after, limit, types };
    const entries = await guarded(() => readFeed(this.dataSource, this.codec, query));
    const opened = await this.people.open(entries.map(({ event }) => event));
    return entries.map((entry, index) => ({ ...entry, event: opened[index] ?? entry.event }));
  }

  /** How far the holders of a lease are behind the feed. */
  async feedLag(leaseName: string): Promise<{ events: number; ms: number }> {
    return guarded(() => feedLag(this.dataSource, leaseName));
  }
}
