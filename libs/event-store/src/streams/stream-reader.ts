import DataLoader from 'dataloader';
import type { Codec, StoredEvent, StreamId } from '#events';
import { LOOK } from '../clock/clock-sql.js';
import type { Clock, Look } from '../clock/clock.js';
import { type EventRow, toStoredEvent } from '../stored-event.js';

/** Part of a stream: after a version, up to another one. */
export type Asked = { stream: StreamId; after: number; upTo: number };

/** Its events with people still sealed, the database's clock, the feed's epoch, and how often people were erased. */
export type Found = { events: StoredEvent[]; now: string; epoch: string; erasures: number };

type Row = EventRow & Look & { n: string; now: Date; epoch: string; erasures: number };

const MOST_AT_ONCE = 100;

const READ = `
SELECT looked.*, asked.n, event.*
FROM (SELECT connector_now() AS now, (SELECT epoch FROM feed_epoch) AS epoch,
  (SELECT erasures FROM feed_epoch) AS erasures, ${LOOK} FROM clock LIMIT 1) AS looked,
  unnest($1::text[], $2::text[], $3::int[], $4::int[]) WITH ORDINALITY
  AS asked (category, stream_id, after, up_to, n)
LEFT JOIN event ON event.category = asked.category AND event.stream_id = asked.stream_id
  AND event.version > asked.after AND event.version <= asked.up_to
ORDER BY asked.n, event.version`;

/** Reads streams; those that are asked for at the same moment come in one round trip. */
export class StreamReader {
  private readonly loader: DataLoader<Asked, Found>;

  constructor(
    private readonly codec: Codec,
    private readonly clock: Clock,
  ) {
    this.loader = new DataLoader((asked) => this.readAll(asked), {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
    });
  }

  /** @throws StoreUnavailable, or UnknownEventError for what a newer release has written. */
  read(asked: Asked): Promise<Found> {
    return this.loader.load(asked);
  }

  private async readAll(asked: readonly Asked[]): Promise<(Found | Error)[]> {
    const parameters = [
      asked.map(({ stream }) => stream.category),
      asked.map(({ stream }) => stream.id),
      asked.map(({ after }) => after),
      asked.map(({ upTo }) => upTo),
    ];
    const rows = await this.clock.steadily<Row>(READ, parameters);
    const found: Row[][] = asked.map(() => []);
    for (const row of rows) found[Number(row.n) - 1]?.push(row);
    return found.map((own) => this.found(own));
  }

  private found(rows: Row[]): Found | Error {
    const [first] = rows;
    if (!first) return new Error('The store told nothing of a stream.');
    try {
      const events = rows.filter(({ id }) => id !== null);
      return {
        events: events.map((row) => toStoredEvent(row, this.codec)),
        now: first.now.toISOString(),
        epoch: first.epoch,
        erasures: first.erasures,
      };
    } catch (error) {
      return error as Error;
    }
  }
}
