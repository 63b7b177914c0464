import { type Fact, type StoredEvent, type StreamId, codec } from '#events';
import type { EntityManager } from 'typeorm';
import { type Projection, toTableRow } from '../projections/projection.js';
import { type EventRow, toStoredEvent } from '../streams/stored-event.js';

// The states differ by category; each projection is used with its own streams alone.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyProjection = Projection<any, any>;

/** Events per page: besides the state of one stream, only a page is in memory. */
const PAGE = 5_000;

const ALL = `
SELECT * FROM event WHERE category = $1 AND (stream_id, version) > ($2, $3)
ORDER BY category, stream_id, version LIMIT ${PAGE}`;

const OF_STREAMS = `
SELECT * FROM event WHERE category = $1 AND (stream_id, version) > ($2, $3)
  AND stream_id = ANY ($4)
ORDER BY category, stream_id, version LIMIT ${PAGE}`;

/** Rows of the projection's table, a page of events at a time; `streams`: only of these. */
export async function* foldedRows(
  manager: EntityManager,
  projection: AnyProjection,
  streams?: readonly string[],
): AsyncGenerator<object[]> {
  const folding = new Folding(projection);
  for (let after: [string, number] = ['', 0]; ;) {
    const place = [projection.category, ...after];
    const rows = streams
      ? await manager.query<EventRow[]>(OF_STREAMS, [...place, streams])
      : await manager.query<EventRow[]>(ALL, place);
    const done = rows.flatMap((row) => folding.add(toStoredEvent(row, codec)));
    const last = rows.at(-1);
    if (last) after = [last.stream_id, last.version];
    const isLast = rows.length < PAGE;
    const finished = isLast ? [...done, ...folding.end()] : done;
    if (finished.length > 0) yield finished;
    if (isLast) return;
  }
}

/** Folds one stream after the other. */
class Folding {
  private stream: StreamId | undefined;
  private state: unknown;
  private createdAt = '';
  private last: StoredEvent | undefined;

  constructor(private readonly projection: AnyProjection) {}

  /** The row of the previous stream, if this event begins another one. */
  add(event: StoredEvent<Fact>): object[] {
    const finished = event.stream.id === this.stream?.id ? [] : this.end();
    if (event.stream.id !== this.stream?.id) {
      this.stream = event.stream;
      this.state = this.projection.initial as unknown;
      this.createdAt = event.at;
    }
    this.state = this.projection.evolve(this.state, event) as unknown;
    this.last = event;
    return finished;
  }

  end(): object[] {
    const { stream, last, createdAt } = this;
    const row = stream && this.projection.row(this.state);
    if (!row || !last) return [];
    return [toTableRow({ stream, row, version: last.version, createdAt, updatedAt: last.at })];
  }
}
