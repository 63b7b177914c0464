import DataLoader from 'dataloader';
import type { Codec, Fact, StoredEvent, StreamId } from '#events';
import type { Clock } from '../clock/clock.js';
import { prepared } from '../database/prepared.js';
import { type EventRow, toStoredEvent } from './stored-event.js';
import type { LastKnown } from './last-known.js';
import { Turns } from './turns.js';
import { CONDITIONS, type Conditions, type ConditionsRow, conditionsOf } from './conditions.js';

/** Part of a stream: after a version, up to another one. */
export type Asked = { stream: StreamId; after: number; upTo: number };

/**
 * Its events with people still sealed, clock and epoch of the feed. `life` changes when people were erased, a feed
 * epoch began, or the store lost data: what was folded before is no longer valid.
 */
export type Found<E extends Fact = Fact> = {
  events: StoredEvent<E>[];
  now: string;
  epoch: string;
  conditions: Conditions;
  life: string;
};

type Row = EventRow &
  ConditionsRow & { n: number; erasures: number; position: string | null; isWhole: boolean };

const MOST_AT_ONCE = 100;
/** While this many are under way, further requests wait, and go together. */
const BATCHES_AT_ONCE = 2;
/** A silent server holds up no more than these. */
const MOST_WAIT_MS = 1_000;

/**
 * Requests are passed as JSON: for an array the planner counts the elements, and would plan again for
 * each number of them.
 */
const READ = prepared(`
SELECT conditions.*, (SELECT erasures FROM feed_epoch) AS erasures, asked.n, event.*,
  $2::bigint IS NULL OR EXISTS (SELECT FROM event WHERE position = $2 AND id = $3) AS "isWhole"
FROM ${CONDITIONS} AS conditions,
  jsonb_to_recordset($1::jsonb)
    AS asked (n int, category text, stream_id text, after int, up_to int)
LEFT JOIN LATERAL (
  SELECT * FROM event WHERE event.category = asked.category AND event.stream_id = asked.stream_id
    AND event.version > asked.after AND event.version <= asked.up_to OFFSET 0) AS event ON true
ORDER BY asked.n, event.version`);

/** Reads streams; requests made at the same moment, or during other reads, share one round trip. */
export class StreamReader {
  private readonly loader: DataLoader<Asked, Found>;
  private readonly turns = new Turns(BATCHES_AT_ONCE, MOST_WAIT_MS);

  constructor(
    private readonly codec: Codec,
    private readonly clock: Clock,
    private readonly known: LastKnown,
  ) {
    this.loader = new DataLoader((asked) => this.readAll(asked).finally(() => this.turns.end()), {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
      batchScheduleFn: (read) => this.turns.next(read),
    });
  }

  /**
   * `E`: what streams of this category hold; the codec rejects anything else.
   * @throws StoreUnavailable, or UnknownEventError for what a newer release has written.
   */
  read<E extends Fact>(asked: Asked): Promise<Found<E>> {
    return this.loader.load(asked) as Promise<Found<E>>;
  }

  private async readAll(asked: readonly Asked[]): Promise<(Found | Error)[]> {
    const given = asked.map(({ stream, after, upTo }, n) => {
      return { n, category: stream.category, stream_id: stream.id, after, up_to: upTo };
    });
    const known = this.known.get();
    const values = [JSON.stringify(given), known?.position ?? null, known?.id ?? null];
    const rows = await this.clock.steadily<Row>(READ, values);
    if (known && rows.some(({ isWhole }) => !isWhole)) this.known.lost(known);
    this.known.noteRows(rows.filter(({ id }) => id !== null));
    const found: Row[][] = asked.map(() => []);
    for (const row of rows) found[row.n]?.push(row);
    return found.map((own) => this.found(own));
  }

  private found(rows: Row[]): Found | Error {
    const [first] = rows;
    if (!first) return new Error('The store returned nothing for a stream.');
    try {
      const events = rows.filter(({ id }) => id !== null);
      return {
        events: events.map((row) => toStoredEvent(row, this.codec)),
        now: first.now.toISOString(),
        epoch: first.epoch,
        conditions: conditionsOf(first),
        life: `${first.epoch} ${first.erasures} ${this.known.lossesSeen}`,
      };
    } catch (error) {
      return error as Error;
    }
  }
}
