import {
  type Codec,
  type EventsOfCategory,
  type Fact,
  type StoredEvent,
  type StreamId,
  codec as storedEvents,
  streamName,
} from '#events';
import type { DataSource } from 'typeorm';
import { type Append, eventsOf, toItem } from './append/append.js';
import { Appender, type Verdict } from './append/appender.js';
import { backOff } from './append/back-off.js';
import { Clock } from './clock/clock.js';
import {
  type Change,
  type ChangeOptions,
  type Changing,
  changeStream,
  fold,
} from './streams/change.js';
import { type Conditions, type ConditionsRow, conditionsOf } from './streams/conditions.js';
import { LastKnown } from './streams/last-known.js';
import { type Folded, FoldedStates } from './streams/folded-states.js';
import { StreamReader } from './streams/stream-reader.js';
import { StoreUnavailable, VersionConflict, guarded } from './errors.js';
import { AlreadyReceived, toReceipt } from './records/receipts.js';
import { type Projection, readRowOf } from './projections/projection.js';
import { type FeedEntry, type FeedFilter, feedLag, readFeed } from './feed/feed.js';
import { People } from './people/people.js';
import { type PageQuery, readPage } from './streams/read-page.js';
import { type WrittenType, writtenTypes } from './streams/written-types.js';

type StateRow = ConditionsRow & { version: number | null; body: unknown };

/** `epoch`: of the feed; a different one means that a backup was restored. */
export type Loaded<E extends Fact = Fact> = {
  events: StoredEvent<E>[];
  version: number;
  now: string;
  epoch: string;
};

/** A state with the conditions of that moment, and the events that had not been folded into it before. */
export type LoadedState<S, E extends Fact = Fact> = Loaded<E> & {
  state: S;
  conditions: Conditions;
  /** Undefined where it comes from its row. */
  life?: string;
};

type Category = StreamId['category'];
type StreamOf<C extends Category> = StreamId & { category: C };

const LAST_VERSION = 2_147_483_647;
/** `position`: of the last of these events in the feed. */
type AppendListener = (events: StoredEvent[], position: number) => void;

/** About ten seconds. */
const BUSY_TRIES = 100;

/** The append-only source of truth. Every call may throw StoreUnavailable. */
export class EventStore {
  /** The people that events name: sealed in the tables, plain for callers that read and append here. */
  readonly people: People;
  readonly clock: Clock;
  /** Reports when the store has lost something that it had. */
  readonly known = new LastKnown();
  private readonly appender: Appender;
  private readonly reader: StreamReader;
  private readonly states = new FoldedStates();
  private readonly listeners = new Set<AppendListener>();

  constructor(
    readonly dataSource: DataSource,
    readonly codec: Codec = storedEvents,
  ) {
    this.people = new People(dataSource);
    this.appender = new Appender(dataSource);
    this.clock = new Clock(dataSource);
    this.reader = new StreamReader(codec, this.clock, this.known);
  }

  /** A stream's events, and the database's clock at the same moment. */
  async read<C extends Category>(
    stream: StreamOf<C>,
    upTo = LAST_VERSION,
  ): Promise<Loaded<EventsOfCategory[C]>> {
    const asked = { stream, after: 0, upTo };
    const found = await this.reader.read<EventsOfCategory[C]>(asked);
    const { events: sealed, now, epoch } = found;
    const events = await this.people.open(sealed);
    return { events, version: events.at(-1)?.version ?? 0, now, epoch };
  }

  /** The state as stored in its row, if that is all of it; undefined if it must be folded from events. */
  async readRow<S, E extends Fact>(
    { category, stateOf }: Projection<S, E>,
    id: string,
  ): Promise<Omit<LoadedState<S>, 'events'> | undefined> {
    if (!stateOf) return undefined;
    const [row] = await this.clock.steadily<StateRow>(readRowOf(category), [id]);
    if (!row || row.version === null) return undefined;
    const { version, now, epoch, body } = row;
    const conditions = conditionsOf(row);
    return { state: stateOf(body), version, now: now.toISOString(), epoch, conditions };
  }

  /** The state of a stream, of which only new events are read; `isFresh`: all of it. */
  async load<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    { isFresh = false } = {},
  ): Promise<LoadedState<S, E>> {
    const stream = { category: projection.category, id };
    if (isFresh) this.states.forget(stream);
    const from = this.states.of(projection, stream);
    const asked = { stream, after: from.version, upTo: LAST_VERSION };
    const { life: before } = this.states;
    const { events: sealed, now, epoch, conditions, life } = await this.reader.read<E>(asked);
    this.states.enter(life);
    if (life !== before) {
      this.people.forget();
      if (from.version > 0) return this.load(projection, id);
    }
    const events = await this.people.open(sealed);
    const state = fold(projection, from.state, events);
    const version = events.at(-1)?.version ?? from.version;
    this.states.advance(projection, stream, { life, folded: { state, version } });
    return { state, events, version, now, epoch, conditions, life };
  }

  /** What was appended here is folded already, and is not read again. `life`: as it was loaded. */
  appended<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    folded: { life: string; folded: Folded<S> },
  ): void {
    this.states.advance(projection, { category: projection.category, id }, folded);
  }

  /** Checks whether the store still has what this process knows of it; `known` notifies its listeners. */
  async verify(): Promise<void> {
    const stream = { category: 'deployment' as const, id: '' };
    await this.reader.read({ stream, after: LAST_VERSION, upTo: LAST_VERSION });
  }

  /** A part of a stream, for display: nothing is folded from a part. */
  async page<C extends Category>(
    stream: StreamOf<C>,
    query: PageQuery,
  ): Promise<StoredEvent<EventsOfCategory[C]>[]> {
    const page = await guarded(() =>
      readPage<EventsOfCategory[C]>(this.dataSource, this.codec, stream, query),
    );
    return this.people.open(page);
  }

  /**
   * Events, row, receipt and snapshots in one transaction.
   * @throws VersionConflict when the stream is not at `expectedVersion`, AlreadyReceived.
   */
  async append<E extends Fact>(append: Append<E>): Promise<StoredEvent<E>[]> {
    const events = eventsOf(append);
    const item = await toItem(append, events, this);
    const verdict = await this.verdictOf(item);
    if (verdict.verdict === 'received') throw new AlreadyReceived(toReceipt(verdict.receipt));
    if (verdict.verdict === 'conflict') {
      // Usually another process was first; but the store may also be a restored backup.
      this.states.forget(append.stream);
      throw new VersionConflict(streamName(append.stream), append.expectedVersion);
    }
    const last = events.at(-1);
    if (verdict.verdict === 'appended' && last) {
      this.known.note({ position: verdict.position, id: last.id, at: last.at });
      for (const listener of this.listeners) listener(events, verdict.position);
    }
    return events;
  }

  /** Retries while an erasure at the same site is under way. */
  private async verdictOf(item: string): Promise<Verdict> {
    for (let attempt = 1; attempt <= BUSY_TRIES; attempt += 1) {
      const verdict = await this.appender.append(item);
      if (verdict.verdict !== 'busy') return verdict;
      await backOff(attempt);
    }
    throw new StoreUnavailable(new Error('An erasure is taking long.'));
  }

  /**
   * Reads, decides and appends; if another process was first, reads and decides again.
   * @throws VersionConflict after the last try.
   */
  change<S, E extends Fact>(
    projection: Projection<S, E>,
    id: string,
    decide: Changing<S, E>['decide'],
    options: ChangeOptions<S>,
  ): Promise<Change<S, E>> {
    return changeStream(this, { projection, id, decide, options });
  }

  /** What a newer release has written here and this one cannot read; usually nothing. */
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
  onAppended(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Events after a position of the feed, in its order; only of these types and sites, if given. */
  async feed(after: string, limit: number, filter: FeedFilter = {}): Promise<FeedEntry[]> {
    const query = { ...filter, after, limit };
    return this.opened(await guarded(() => readFeed(this.dataSource, this.codec, query)));
  }

  /** With the people that their events name, unsealed. */
  async opened(entries: readonly FeedEntry[]): Promise<FeedEntry[]> {
    const opened = await this.people.open(entries.map(({ event }) => event));
    return entries.map((entry, index) => ({ ...entry, event: opened[index] ?? entry.event }));
  }

  /** How far the holders of a lease are behind the feed. */
  async feedLag(leaseName: string): Promise<{ events: number; ms: number }> {
    return guarded(() => feedLag(this.dataSource, leaseName));
  }
}
