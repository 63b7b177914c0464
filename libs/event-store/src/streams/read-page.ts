import type { Codec, Fact, StoredEvent, StreamId } from '#events';
import type { DataSource } from 'typeorm';
import { type EventRow, toStoredEvent } from './stored-event.js';

export const PAGE_ORDERS = ['asc', 'desc'] as const;
export type PageOrder = (typeof PAGE_ORDERS)[number];

export type PageQuery = {
  /** The version that the previous page ended with; omitted: from the start of the order. */
  after?: number;
  limit: number;
  order: PageOrder;
};

/** The key's index serves both. */
const PAGE = {
  asc: `SELECT * FROM event WHERE category = $1 AND stream_id = $2 AND version > $3
    ORDER BY version LIMIT $4`,
  desc: `SELECT * FROM event WHERE category = $1 AND stream_id = $2 AND version < $3
    ORDER BY version DESC LIMIT $4`,
};

const START = { asc: 0, desc: 2_147_483_647 };

/** Reads no more of a long stream than is shown. `E`: what streams of this category hold. */
export async function readPage<E extends Fact>(
  dataSource: DataSource,
  codec: Codec,
  stream: StreamId,
  { after, limit, order }: PageQuery,
): Promise<StoredEvent<E>[]> {
  const parameters = [stream.category, stream.id, after ?? START[order], limit];
  const rows = await dataSource.query<EventRow[]>(PAGE[order], parameters);
  return rows.map((row) => toStoredEvent(row, codec) as StoredEvent<E>);
}
