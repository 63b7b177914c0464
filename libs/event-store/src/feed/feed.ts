import type { Codec, Fact, StoredEvent } from '#events';
import type { DataSource } from 'typeorm';
import { type EventRow, toStoredEvent } from '../streams/stored-event.js';

/** An event with its place among all, and the first of its stream, which names its owner. */
export type FeedEntry = { position: string; epoch: string; event: StoredEvent; first: Fact };

export type FeedRow = EventRow & {
  position: string;
  epoch: string;
  first_type: string;
  first_schema_version: number;
  first_data: unknown;
};

/**
 * The columns of FeedRow, of the table `event` or a part of it. The first of each stream is a lateral query: else
 * PostgreSQL may read the first of all streams, and then all that follows each of them.
 */
export const entriesOf = (events: string) => `
SELECT (SELECT epoch FROM feed_epoch) AS epoch, event.*, first.type AS first_type,
  first.schema_version AS first_schema_version, first.data AS first_data
FROM ${events} AS event CROSS JOIN LATERAL (
  SELECT type, schema_version, data FROM event AS own
  WHERE own.category = event.category AND own.stream_id = event.stream_id AND own.version = 1
  LIMIT 1) AS first`;

/**
 * This many positions are read in one statement, whatever a filter leaves of them: otherwise excluded events would
 * be read until the statement times out, at each try.
 */
export const FEED_WINDOW = 5_000;

/** Keeps the query serial: starting parallel workers costs many times what they have to do here. */
const NOT_PARALLEL = 'connector_now() IS NOT NULL';

const FEED = `${entriesOf('event')}
WHERE ${NOT_PARALLEL} AND event.position > $1 AND ($5::bigint IS NULL OR event.position <= $5) AND ($3::text[] IS NULL OR event.type = ANY ($3))
  AND ($4::text[] IS NULL OR first.data ->> 'site' = ANY ($4))
ORDER BY event.position LIMIT $2`;

/** Default: all. */
export type FeedFilter = {
  types?: readonly string[] | undefined;
  sites?: readonly string[] | undefined;
  /** The last position to read. */
  upTo?: string | undefined;
};

export type FeedQuery = FeedFilter & {
  /** Position of the last one that was read; '0' from the start. */
  after: string;
  limit: number;
};

/** Events after a position of the feed, in its order. */
export async function readFeed(
  dataSource: DataSource,
  codec: Codec,
  { after, limit, types, sites, upTo }: FeedQuery,
): Promise<FeedEntry[]> {
  const asked = [after, limit, types ?? null, sites ?? null, upTo ?? null];
  const rows = await dataSource.query<FeedRow[]>(FEED, asked);
  return rows.map((row) => toEntry(row, codec));
}

/** @throws UnknownEventError for what a newer release has written. */
export function toEntry(row: FeedRow, codec: Codec): FeedEntry {
  return {
    position: row.position,
    epoch: row.epoch,
    event: toStoredEvent(row, codec),
    first: codec.decode({
      type: row.first_type,
      schemaVersion: row.first_schema_version,
      data: row.first_data,
    }),
  };
}

const LAG = `
SELECT coalesce((SELECT max(position) FROM event), 0) - worked.position AS events,
  coalesce(extract(epoch FROM connector_now() - (
    SELECT recorded_at FROM event
    WHERE event.position > worked.position ORDER BY event.position LIMIT 1)) * 1000, 0) AS ms
FROM (SELECT coalesce((SELECT position FROM lease WHERE name = $1), 0) AS position) AS worked`;

/** How far the holders of a lease are behind the feed: events, and the age of the first one. */
export async function feedLag(
  dataSource: DataSource,
  leaseName: string,
): Promise<{ events: number; ms: number }> {
  const [row] = await dataSource.query<{ events: string; ms: string }[]>(LAG, [leaseName]);
  return { events: Number(row?.events ?? 0), ms: Math.max(0, Math.round(Number(row?.ms ?? 0))) };
}
